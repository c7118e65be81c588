import { PgoError } from './pgo-error.js';

const ids = new Map<string, Promise<string | undefined>>();

const digest = async (text: string): Promise<string | undefined> => {
  // Browsers have it on pages of https and of this machine only.
  const subtle = (globalThis.crypto as Crypto | undefined)?.subtle;
  if (subtle === undefined) return undefined;
  const hash = new Uint8Array(await subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return `sha256:${Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
};

/** The id by which servers of this version have a document of the SDK; undefined where it cannot be computed. */
export const documentIdOf = (text: string): Promise<string | undefined> => {
  let id = ids.get(text);
  if (id === undefined) ids.set(text, id = digest(text));
  return id;
};

/** Whether a server of another version has not got the document, and has to be sent its text. */
export const isUnknownDocument = (error: unknown): boolean => error instanceof PgoError && error.code === 'NOT_FOUND' && error.field === 'documentId';
