import type { Command } from 'commander';
import type { ClusterFieldsFragment } from '../../schema/sdk/client.js';
import { notFoundError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { printResult } from '../output/print-result.js';
import { renderTable, type Column } from '../output/table.js';
import { readPages } from '../page/read-pages.js';
import type { Example } from '../verb/verb.js';

/** What `pgo show pgbouncer` was asked for. */
export interface ShowPgbouncerFlags {
  selector?: string;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'The pooler of one cluster', run: 'pgo show pgbouncer hippo' },
  { does: 'All of the namespace', run: 'pgo show pgbouncer' },
];

type Pooled = ClusterFieldsFragment & { pooler: NonNullable<ClusterFieldsFragment['pooler']> };

const COLUMNS: readonly Column<Pooled>[] = [
  { header: 'CLUSTER', value: ({ name }) => name },
  { header: 'SERVICE', value: ({ name }) => `${name}-pooler` },
  { header: 'HOST', value: ({ endpoints }) => (endpoints.pooler == null ? '' : `${endpoints.pooler.host}:${endpoints.pooler.port}`) },
  { header: 'MODE', value: ({ pooler }) => pooler.mode.toLowerCase() },
  { header: 'PODS', value: ({ pooler }) => `${pooler.readyReplicas}/${pooler.replicas}` },
  { header: 'READY', value: ({ pooler }) => (pooler.ready ? 'yes' : 'no') },
  { header: 'POOL SIZE', value: ({ pooler }) => String(pooler.poolSize) },
  { header: 'CLIENTS', value: ({ pooler }) => String(pooler.maxClientConnections) },
];

const isPooled = (cluster: ClusterFieldsFragment): cluster is Pooled => cluster.pooler != null;

/** Shows the poolers of the namespace, or of one cluster. */
export const run = async (factory: Factory, name: string | undefined, flags: ShowPgbouncerFlags): Promise<void> => {
  const client = await factory.client();
  const namespace = await namespaceOf(factory);
  const clusters = await readPages(async (after, first) =>
    (await client.clusters({ namespace, selector: flags.selector ?? null, first, after: after ?? null }, { signal: factory.signal })).clusters);
  const found = clusters.filter(isPooled).filter((cluster) => name === undefined || cluster.name === name);
  if (name !== undefined && found.length === 0) throw notFoundError(`The cluster "${name}" has no connection pooler in the namespace "${namespace}".`, `\`pgo create pgbouncer ${name}\` adds one.`);
  const { out, err } = factory.streams;
  await printResult(factory, {
    data: () => found.map(({ namespace: where, name: cluster, endpoints, pooler }) => ({ namespace: where, cluster, endpoint: endpoints.pooler, ...pooler })),
    names: () => found.map((cluster) => `cluster/${cluster.name}`),
    text: async () => (found.length === 0 ? '' : renderTable(COLUMNS, found, { columns: out.columns(), paintHeader: out.colours.bold })),
  });
  if (found.length === 0) err.line('There are no connection poolers.');
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('[cluster]', 'name of the cluster; all when left out')
    .option('-s, --selector <labels>', 'only clusters with these labels')
    .action(async (name: string | undefined, flags: ShowPgbouncerFlags) => run(factory, name, flags));
};
