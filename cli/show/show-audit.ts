import type { Command } from 'commander';
import { readAuditRecords, type AuditRecordView } from '../audit/read-audit-records.js';
import type { Factory } from '../factory/factory.js';
import { wholeNumber } from '../option/parse-option.js';
import { printResult } from '../output/print-result.js';
import { renderTable } from '../output/table.js';
import type { Example } from '../verb/verb.js';

/** What `pgo show audit` was asked for. */
export interface ShowAuditFlags {
  account?: string;
  action?: string;
  outcome?: string;
  limit: number;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'What was done and refused last', run: 'pgo show audit' },
  { does: 'What was refused to one account', run: 'pgo show audit --account ann --outcome FORBIDDEN' },
];

/** Shows the newest records of the audit log. */
export const run = async (factory: Factory, flags: ShowAuditFlags): Promise<void> => {
  const { account = null, action = null, outcome = null } = flags;
  const namespace = factory.flags().namespace ?? null;
  const records = await readAuditRecords(factory, { namespace, account, action, outcome }, flags.limit);
  const { out } = factory.streams;
  await printResult(factory, {
    data: () => records,
    names: () => records.map(({ sequence }) => `audit/${sequence}`),
    text: (wide) => renderTable<AuditRecordView>([
      { header: 'TIME', value: (record) => record.time },
      { header: 'ACCOUNT', value: (record) => record.account ?? '-' },
      { header: 'ACTION', value: (record) => record.action },
      { header: 'TARGET', value: (record) => [record.namespace, record.target].filter((part) => part != null).join('/') },
      { header: 'OUTCOME', value: (record) => record.outcome },
      ...(wide ? [
        { header: 'ADDRESS', value: (record: AuditRecordView) => record.address ?? '-' },
        { header: 'FIELDS', value: (record: AuditRecordView) => record.changedFields.join(',') },
        { header: 'CORRELATION', value: (record: AuditRecordView) => record.correlationId },
      ] : []),
    ], records, { columns: out.columns(), paintHeader: out.colours.bold }),
  });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .option('--account <name>', 'only what this account asked for')
    .option('--action <coordinate>', 'only calls of this, such as Mutation.deleteCluster')
    .option('--outcome <code>', 'only what came out so: OK, or the code of an error')
    .option('--limit <number>', 'how many at most', wholeNumber(1, 10_000), 50)
    .action(async (flags: ShowAuditFlags) => run(factory, flags));
};
