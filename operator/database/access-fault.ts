import type { AccessFault } from './wanted-access.js';

/** A refusal that belongs to one user or database and not to the others. */
export class AccessRefusal extends Error {
  constructor(readonly reason: string, message: string) {
    super(message);
  }
}

const isSqlError = (error: unknown): error is Error & { code: string; detail?: string } =>
  error instanceof Error && 'severity' in error && 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code);

/** The session or the server ended: says nothing about the statement. */
const BROKEN = /^(08|57P0[1-4])/;
/** Passes by itself: conflicts, resources, objects in use, locks, time. */
const PASSING = /^(40|53|55|57)/;

/** The fault of one user or database; undefined when the whole attempt is to be made again. */
export const faultOf = (error: unknown): AccessFault | undefined => {
  if (error instanceof AccessRefusal) return { reason: error.reason, message: error.message };
  if (!isSqlError(error) || BROKEN.test(error.code)) return undefined;
  const detail = error.detail === undefined ? '' : ` ${error.detail.replace(/\s+/g, ' ').slice(0, 200)}`;
  return { reason: PASSING.test(error.code) ? 'Waiting' : 'Refused', message: `PostgreSQL says: ${error.message}.${detail} (SQLSTATE ${error.code})` };
};

/** Runs the work for one user or database; resolves to its fault, rejects when the whole attempt is to be made again. */
export const attemptSubject = async (work: () => Promise<void>): Promise<AccessFault | undefined> => {
  try {
    await work();
    return undefined;
  } catch (error) {
    const fault = faultOf(error);
    if (fault === undefined) throw error;
    return fault;
  }
};
