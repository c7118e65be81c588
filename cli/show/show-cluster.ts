import type { Command } from 'commander';
import { formatCluster } from '../cluster/format-cluster.js';
import { formatClusters } from '../cluster/format-clusters.js';
import { notFoundError, usageError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { printResult } from '../output/print-result.js';
import { readPages } from '../page/read-pages.js';
import type { Example } from '../verb/verb.js';

/** What `pgo show cluster` was asked for. */
export interface ShowClusterFlags {
  selector?: string;
  allNamespaces?: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'All clusters of the namespace', run: 'pgo show cluster' },
  { does: 'One in detail, with its conditions', run: 'pgo show cluster hippo -o wide' },
  { does: 'Those with a label, in every namespace', run: "pgo show cluster --selector 'env in (dev,test)' --all-namespaces" },
  { does: 'The name of the primary, for a script', run: "pgo show cluster hippo -o json | jq -r '.primary.name'" },
];

const showOne = async (factory: Factory, name: string): Promise<void> => {
  const client = await factory.client();
  const namespace = await namespaceOf(factory);
  const { cluster } = await client.cluster({ namespace, name }, { signal: factory.signal });
  if (cluster === null || cluster === undefined) {
    throw notFoundError(`There is no cluster "${name}" in the namespace "${namespace}".`, '`pgo show cluster --all-namespaces` lists those that there are.');
  }
  const { out } = factory.streams;
  await printResult(factory, {
    data: () => cluster,
    names: () => [`cluster/${cluster.name}`],
    text: (wide) => formatCluster(cluster, { wide, now: factory.clock.now() }, out),
  });
};

const showAll = async (factory: Factory, flags: ShowClusterFlags): Promise<void> => {
  const client = await factory.client();
  const namespace = flags.allNamespaces === true ? null : await namespaceOf(factory);
  const clusters = await readPages(async (after, first) => {
    const page = await client.clusters({ namespace, selector: flags.selector ?? null, first, after: after ?? null }, { signal: factory.signal });
    return page.clusters;
  });
  const { out, err } = factory.streams;
  await printResult(factory, {
    data: () => clusters,
    names: () => clusters.map(({ name }) => `cluster/${name}`),
    text: async (wide) => (clusters.length === 0 ? '' : formatClusters(clusters, { wide, now: factory.clock.now() }, out)),
  });
  if (clusters.length === 0) {
    err.line(`There are no clusters${namespace === null ? '' : ` in the namespace "${namespace}"`}${flags.selector === undefined ? '' : ' with these labels'}.`);
  }
};

/** Shows one cluster in detail, or all as a table. */
export const run = async (factory: Factory, name: string | undefined, flags: ShowClusterFlags): Promise<void> => {
  if (name === undefined) return showAll(factory, flags);
  if (flags.selector !== undefined) throw usageError('A name and --selector cannot be given together.', '--selector');
  return showOne(factory, name);
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('[cluster]', 'name of the cluster; all when left out')
    .option('-s, --selector <selector>', "only clusters with these labels, for example 'env=prod,team in (a,b)'")
    .option('-A, --all-namespaces', 'clusters of every namespace that you may see')
    .action(async (name: string | undefined, flags: ShowClusterFlags) => run(factory, name, flags));
};
