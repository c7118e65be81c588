import { createHash } from 'node:crypto';
import * as operations from '../../schema/sdk/generated/operations.js';
import type { Context } from '../context.js';
import { ApiError } from '../error/api-error.js';
import type { ServerSettings } from '../settings.js';

/** What a client sends for a document: its text, or the id of one that the server has. */
export interface SentDocument {
  readonly query?: unknown;
  readonly documentId?: unknown;
}

/** The id of a document: the SHA-256 of its text. */
export const documentIdOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** The documents of our own clients, by id. */
const TRUSTED: ReadonlyMap<string, string> = new Map(Object.values(operations).map((document) => [documentIdOf(document.toString()), document.toString()]));

const unknownDocument = (): ApiError => new ApiError('NOT_FOUND', 'This server does not have the document with this id.', {
  field: 'documentId', suggestion: 'Send the document itself as `query`; only the documents of the SDK of the same version have ids here.',
});
const untrusted = (): ApiError => new ApiError('FORBIDDEN', 'This server answers the documents of its own clients only.', {
  field: 'query', suggestion: 'Use `pgo` or a function of the SDK in the version of the server, or ask its administrator for PGO_TRUSTED_DOCUMENTS_ONLY=false.',
});

/** Puts the refusal of a document on record. */
const auditRefusal = ({ services: { audit, clock }, viewer, address, correlationId }: Context, { code }: ApiError): void => audit?.record({
  time: new Date(clock.now()).toISOString(), account: viewer.name, address: address ?? null, action: 'document', operationName: null, permission: null, namespace: null,
  target: null, outcome: code, correlationId, changedFields: [], dryRun: false,
});

/** Whether a body is one with the text of a document, and texts are taken from everybody. */
export const isTextTaken = (body: unknown, { trustedDocumentsOnly }: Pick<ServerSettings, 'trustedDocumentsOnly'>): boolean =>
  trustedDocumentsOnly !== true && typeof body === 'object' && body !== null && (body as SentDocument).documentId == null;

/**
 * The text of the document that a client means; what it sent where it sent a text. Throws when the server does not have
 * the document, and, where only trusted documents are answered, for every text.
 */
export const textOf = ({ query, documentId }: SentDocument, context: Context): unknown => {
  if (isTextTaken({ documentId }, context.services.settings)) return query;
  const known = typeof documentId === 'string' ? TRUSTED.get(documentId) : undefined;
  if (known !== undefined) return known;
  const refusal = documentId == null ? untrusted() : unknownDocument();
  auditRefusal(context, refusal);
  throw refusal;
};
