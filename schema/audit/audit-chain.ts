import { createHash } from 'node:crypto';

/** One thing that was done, or refused. Never holds a value that is secret. */
export interface AuditEntry {
  /** When (RFC 3339). */
  readonly time: string;
  /** Who; null when that is not known. */
  readonly account: string | null;
  /** Address that it came from. */
  readonly address: string | null;
  /** What was called, as a coordinate such as `Mutation.createCluster`. */
  readonly action: string;
  /** Name that the client gave its operation. */
  readonly operationName: string | null;
  /** The permission that it needs. */
  readonly permission: string | null;
  /** Namespace that it was about. */
  readonly namespace: string | null;
  /** Name of what it was about. */
  readonly target: string | null;
  /** `OK`, or the code of the refusal. */
  readonly outcome: string;
  readonly correlationId: string;
  /** Names of the input fields that were given, without their values. */
  readonly changedFields: readonly string[];
  /** Whether only a plan was asked for. */
  readonly dryRun: boolean;
}

/** An entry in its place in the chain. */
export interface AuditRecord extends AuditEntry {
  /** Counts from 1 without a gap. */
  readonly sequence: number;
  /** `hash` of the record before. */
  readonly previousHash: string;
  /** SHA-256 of everything else in the record, `previousHash` among it. */
  readonly hash: string;
}

/** What the first record follows. */
export const CHAIN_START = '0'.repeat(64);

/** What is hashed of a record: its fields in this order. */
const hashed = (record: Omit<AuditRecord, 'hash'>): string => JSON.stringify([
  record.sequence, record.previousHash, record.time, record.account, record.address, record.action, record.operationName, record.permission,
  record.namespace, record.target, record.outcome, record.correlationId, record.changedFields, record.dryRun,
]);

/** The hash that a record has to have. */
export const hashOfRecord = (record: Omit<AuditRecord, 'hash'>): string => createHash('sha256').update(hashed(record)).digest('hex');

/** An entry behind the record before it. */
export const chained = (entry: AuditEntry, before: Pick<AuditRecord, 'sequence' | 'hash'> | undefined): AuditRecord => {
  const record = { sequence: (before?.sequence ?? 0) + 1, ...entry, previousHash: before?.hash ?? CHAIN_START };
  return { ...record, hash: hashOfRecord(record) };
};

/** What is wrong with a record, given the one before it; undefined when nothing is. */
export const faultOf = (record: AuditRecord, before: AuditRecord | undefined): string | undefined => {
  if (hashOfRecord(record) !== record.hash) return `record ${record.sequence} was changed: its hash is not that of its contents`;
  if (before === undefined) return undefined;
  if (record.sequence !== before.sequence + 1) return `${record.sequence - before.sequence - 1} records are missing between ${before.sequence} and ${record.sequence}`;
  return record.previousHash === before.hash ? undefined : `record ${record.sequence} does not follow record ${before.sequence}: one of them was replaced`;
};

/** A line of the log; undefined when it is none. */
export const parseAuditLine = (line: string): AuditRecord | undefined => {
  try {
    const record = JSON.parse(line) as Partial<AuditRecord> | null;
    return typeof record?.sequence === 'number' && typeof record.hash === 'string' ? record as AuditRecord : undefined;
  } catch {
    return undefined;
  }
};
