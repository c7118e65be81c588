/** What is wrong with one field of an input. */
export interface Issue {
  /** Path of the field, names with dots. */
  readonly field: string;
  /** What is wrong. */
  readonly message: string;
  /** What would be right. */
  readonly suggestion: string;
}

/** A value that was checked, or what is wrong with it. */
export type Checked<T> = { readonly value: T } | { readonly issues: readonly Issue[] };
