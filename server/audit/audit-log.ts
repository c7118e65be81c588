import { type AuditEntry, type AuditRecord, chained, parseAuditLine } from '../../schema/audit/audit-chain.js';
import type { Logger } from '../../kube/logger.js';

/** Where records are kept for good, one line each. */
export interface AuditSink {
  /** The newest lines of earlier runs, the oldest first. */
  read(): readonly string[];
  /** Appends a line; throws when it cannot. */
  append(line: string): void;
}

/** What was done and refused: appended to the sink, and the newest of it in memory for queries. */
export interface AuditLog {
  record(entry: AuditEntry): void;
  /** The newest records, the oldest first. */
  readonly records: readonly AuditRecord[];
}

/** Records that are held for queries; older ones are in the sink only. */
export const AUDIT_RECORDS_MAX = 10_000;
/** How many more are held before the oldest are dropped all at once. */
const SLACK = 1_000;

/** A sink that keeps nothing, for where the log in memory is enough. */
export const MEMORY_SINK: AuditSink = { read: () => [], append: () => {} };

/** The audit log over a sink. It goes on where the sink ends. A record that cannot be kept is told in the log of the server. */
export const openAuditLog = (sink: AuditSink, logger: Logger): AuditLog => {
  const records = sink.read().map(parseAuditLine).filter((record) => record !== undefined).slice(-AUDIT_RECORDS_MAX);
  return {
    records,
    record(entry) {
      const record = chained(entry, records.at(-1));
      records.push(record);
      if (records.length > AUDIT_RECORDS_MAX + SLACK) records.splice(0, SLACK);
      try {
        sink.append(`${JSON.stringify(record)}\n`);
      } catch (error) {
        logger.error({ err: error, sequence: record.sequence, action: record.action, outcome: record.outcome }, 'A record of the audit log could not be kept.');
      }
    },
  };
};
