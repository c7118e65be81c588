import type { AuditLogQuery, AuditLogQueryVariables } from '../../schema/sdk/client.js';
import type { Factory } from '../factory/factory.js';
import { readPages } from '../page/read-pages.js';

/** A record of the audit log. */
export type AuditRecordView = AuditLogQuery['auditLog']['nodes'][number];

/** The newest records that match, at most `limit`. */
export const readAuditRecords = async (factory: Factory, filter: Pick<AuditLogQueryVariables, 'namespace' | 'account' | 'action' | 'outcome'>, limit: number): Promise<AuditRecordView[]> => {
  const client = await factory.client();
  return readPages(async (after, first) => (await client.auditLog({ ...filter, first, after: after ?? null }, { signal: factory.signal })).auditLog, limit);
};
