import type { Command } from 'commander';
import { notFoundError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { printResult } from '../output/print-result.js';
import type { Example } from '../verb/verb.js';

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'Who may connect, on the primary', run: 'pgo cat hippo pg_hba.conf' },
  { does: 'The settings of one instance', run: 'pgo cat hippo postgresql.conf --instance hippo-2' },
];

/** Prints a file of an instance. */
export const run = async (factory: Factory, name: string, file: string, { instance }: { readonly instance?: string }): Promise<void> => {
  const namespace = await namespaceOf(factory);
  const client = await factory.client();
  const { cluster } = await client.clusterFile({ namespace, name, file, ...(instance === undefined ? {} : { instance }) }, { signal: factory.signal });
  if (cluster == null) throw notFoundError(`There is no cluster "${name}" in the namespace "${namespace}".`, '`pgo show cluster --all-namespaces` lists those that there are.');
  await printResult(factory, { data: () => ({ file, text: cluster.file }), names: () => [file], text: () => cluster.file.trimEnd() });
};

/** Adds the arguments and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<cluster>', 'name of the cluster')
    .argument('<file>', 'PG_VERSION, patroni.yml, pg_hba.conf, pg_ident.conf, postgresql.base.conf, postgresql.conf or postmaster.opts')
    .option('--instance <instance>', 'instance to read from; the primary when left out')
    .action(async (name: string, file: string, flags: { instance?: string }) => run(factory, name, file, flags));
};
