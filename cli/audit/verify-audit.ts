import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { type AuditRecord, faultOf, parseAuditLine } from '../../schema/audit/audit-chain.js';
import { CliError } from '../error/cli-error.js';
import type { Factory } from '../factory/factory.js';
import { printResult } from '../output/print-result.js';
import type { Example } from '../verb/verb.js';
import { readAuditRecords } from './read-audit-records.js';

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'Check the newest records, as the server has them', run: 'pgo audit verify' },
  { does: 'Check the files of a server, the oldest first', run: 'pgo audit verify ~/.pgo/audit/audit.log.1 ~/.pgo/audit/audit.log' },
];

const RECORDS_MAX = 10_000;

/** The records of files, one by one; a line that is none is a fault. */
async function* recordsOf(files: readonly string[]): AsyncGenerator<AuditRecord> {
  for (const file of files) {
    let number = 0;
    for await (const line of createInterface({ input: createReadStream(resolve(file), 'utf8'), crlfDelay: Infinity })) {
      number += 1;
      const record = parseAuditLine(line);
      if (record === undefined) throw new CliError(`${file}: line ${number} is no record of the audit log.`);
      yield record;
    }
  }
}

async function* fromServer(factory: Factory): AsyncGenerator<AuditRecord> {
  yield* (await readAuditRecords(factory, {}, RECORDS_MAX)).reverse();
}

/** Checks the chain of records: that none was changed, left out or put in. */
export const run = async (factory: Factory, files: readonly string[]): Promise<void> => {
  let before: AuditRecord | undefined;
  let count = 0;
  for await (const record of files.length > 0 ? recordsOf(files) : fromServer(factory)) {
    const fault = faultOf(record, before);
    if (fault !== undefined) throw new CliError(`The audit log is broken: ${fault}.`, { suggestion: 'Compare it with a copy; everything up to the record before is as it was written.' });
    before = record;
    count += 1;
  }
  const last = before;
  await printResult(factory, {
    data: () => ({ records: count, sequence: last?.sequence ?? 0, hash: last?.hash ?? null }),
    names: () => [last?.hash ?? ''],
    text: () => (last === undefined ? 'There are no records.\n' : `${count} records are as they were written, up to number ${last.sequence} of ${last.time}.\n`),
  });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('[files...]', 'files of the audit log, the oldest first; what the server has in memory when left out')
    .action(async (files: readonly string[]) => run(factory, files));
};
