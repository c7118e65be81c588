/** A JSON schema as it is written in a definition. */
export type RawSchema = Record<string, unknown>;
