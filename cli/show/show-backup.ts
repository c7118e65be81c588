import type { Command } from 'commander';
import { formatBackups } from '../backup/format-backups.js';
import type { ClusterBackupsView } from '../backup/backup-view.js';
import { notFoundError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { printResult } from '../output/print-result.js';
import { readPages } from '../page/read-pages.js';
import type { Example } from '../verb/verb.js';

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [{ does: 'The backups of a cluster, and which moments can be restored', run: 'pgo show backup hippo' }];

/** Shows the backups of a cluster. */
export const run = async (factory: Factory, name: string): Promise<void> => {
  const client = await factory.client();
  const namespace = await namespaceOf(factory);
  let cluster: ClusterBackupsView | undefined;
  const backups = await readPages(async (after, first) => {
    const answer = await client.clusterBackups({ namespace, name, first, after: after ?? null }, { signal: factory.signal });
    if (answer.cluster == null) throw notFoundError(`There is no cluster "${name}" in the namespace "${namespace}".`, '`pgo show cluster` lists those that there are.');
    cluster ??= answer.cluster;
    return answer.cluster.backups;
  });
  const { out } = factory.streams;
  await printResult(factory, {
    data: () => ({ ...cluster, backups }),
    names: () => backups.map((backup) => `backup/${backup.name}`),
    text: async (wide) => (cluster === undefined ? '' : formatBackups(cluster, backups, { now: factory.clock.now(), wide, screen: out })),
  });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command.argument('<cluster>', 'name of the cluster').action(async (name: string) => run(factory, name));
};
