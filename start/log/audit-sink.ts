import path from 'node:path';
import type { AuditSink } from '../../server/audit/audit-log.js';
import { AuditFile } from './audit-file.js';

/** Name of the audit log in the data directory. */
const AUDIT_FILE = path.join('audit', 'audit.log');

/** Where the audit log goes: a file of its own in the data directory, another file, or with `-` standard output. */
export function openAuditSink(dataDir: string, target: string | undefined): AuditSink & { close(): void } {
  if (target === '-') return { read: () => [], append: (line) => { process.stdout.write(line); }, close: () => {} };
  return new AuditFile(target ? path.resolve(target) : path.join(dataDir, AUDIT_FILE));
}
