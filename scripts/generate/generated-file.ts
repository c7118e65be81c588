/** A file that is generated: its path from the root of the project, and its text. */
export interface GeneratedFile {
  readonly path: string;
  readonly content: string;
}
