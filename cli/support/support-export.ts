import type { Command } from 'commander';
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { wholeNumber } from '../option/parse-option.js';
import { printResult } from '../output/print-result.js';
import type { Example } from '../verb/verb.js';
import { collectSupport } from './collect-support.js';
import { tar } from './tar.js';

/** What `pgo support export` was asked for. */
export interface SupportExportFlags {
  allNamespaces?: boolean;
  cluster?: string;
  file?: string;
  tail: number;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'All that helps to understand what is wrong with a cluster', run: 'pgo support export --cluster hippo' },
  { does: 'The same of everything that you may see', run: 'pgo support export --all-namespaces --file support.tar.gz' },
];

/** Writes an archive for whoever is asked for help. */
export const run = async (factory: Factory, { allNamespaces = false, cluster, file, tail }: SupportExportFlags): Promise<void> => {
  const client = await factory.client();
  const namespace = allNamespaces ? undefined : await namespaceOf(factory);
  const entries = await collectSupport(client, { namespace, cluster, logLines: tail, signal: factory.signal });
  const now = factory.clock.now();
  const target = file ?? `pgo-support-${now.toISOString().slice(0, 19).replaceAll(':', '-')}.tar.gz`;
  const archive = gzipSync(tar(entries, now.getTime()));
  writeFileSync(target, archive, { mode: 0o600 });
  await printResult(factory, {
    data: () => ({ file: target, files: entries.map(({ name }) => name), bytes: archive.length }),
    names: () => [target],
    text: () => Promise.resolve(`${target}: ${entries.length} files, without passwords, tokens and keys. Look through it before you send it: logs hold what your statements hold.`),
  });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .option('-A, --all-namespaces', 'every namespace that you may see')
    .option('--cluster <name>', 'only this cluster')
    .option('--file <file>', 'where to write the archive; a name with the time in it when left out')
    .option('--tail <lines>', 'lines of the log of each instance', wholeNumber(0, 10_000), 500)
    .action(async (flags: SupportExportFlags) => run(factory, flags));
};
