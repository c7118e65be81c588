import type { Command } from 'commander';
import type { ClusterView } from '../cluster/cluster-view.js';
import { formatCluster } from '../cluster/format-cluster.js';
import { formatClusters, readyText } from '../cluster/format-clusters.js';
import { createClusterTable, type Change } from './cluster-table.js';
import { usageError } from '../error/cli-error.js';
import { formatOf, namespaceOf, type Factory } from '../factory/factory.js';
import { createLivePaint } from '../output/live-paint.js';
import type { Example } from '../verb/verb.js';

/** How often ages are painted anew. */
const repaintMs = 1000;

/** What `pgo watch` was asked for. */
export interface WatchFlags {
  selector?: string;
  allNamespaces?: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'A table of the clusters that changes as they do', run: 'pgo watch' },
  { does: 'One cluster with its instances', run: 'pgo watch hippo' },
  { does: 'One line of JSON for each change, for a program', run: 'pgo watch hippo -o json' },
];

const keyOf = ({ namespace, name }: ClusterView): string => `${namespace}/${name}`;

/** What one change looks like where nothing can be painted over. */
const changeText = (type: string, cluster: ClusterView): string =>
  `${type.padEnd(8)}  ${keyOf(cluster)}  ${cluster.state}  ${readyText(cluster)}  ${cluster.primary?.name ?? '-'}  ${cluster.message}`.trimEnd();

async function* changesOf(factory: Factory, name: string | undefined, flags: WatchFlags): AsyncGenerator<Change> {
  const client = await factory.client();
  const options = { signal: factory.signal };
  const namespace = flags.allNamespaces === true ? null : await namespaceOf(factory);
  if (name !== undefined) {
    const one = { namespace: await namespaceOf(factory), name };
    for await (const { clusterChanged } of client.clusterChanged(one, options)) yield { type: 'CHANGED', cluster: clusterChanged };
    return;
  }
  for await (const { clustersChanged } of client.clustersChanged({ namespace, selector: flags.selector ?? null }, options)) yield clustersChanged;
}

/** Prints a line for each change; as text only where the text is another one than before. */
const printChanges = async (factory: Factory, changes: AsyncIterable<Change>): Promise<void> => {
  const { out } = factory.streams;
  const format = formatOf(factory);
  const shown = new Map<string, string>();
  for await (const { type, cluster } of changes) {
    const text = changeText(type, cluster);
    if (format === 'json') out.line(JSON.stringify({ type, cluster }));
    else if (format === 'name') out.line(`cluster/${cluster.name}`);
    else if (shown.get(keyOf(cluster)) !== text) out.line(`${factory.clock.now().toISOString()}  ${text}`);
    if (type === 'DELETED') shown.delete(keyOf(cluster));
    else shown.set(keyOf(cluster), text);
  }
};

/** Paints the clusters as they are now; one drawing follows the other, so that an older one never comes last. */
const paintChanges = async (factory: Factory, changes: AsyncIterable<Change>, isOne: boolean): Promise<void> => {
  const { streams: { out }, clock } = factory;
  const clusters = createClusterTable();
  const paint = createLivePaint(out);
  const wide = formatOf(factory) === 'wide';
  const draw = async (): Promise<void> => {
    const layout = { wide, now: clock.now() };
    const sorted = clusters.sorted();
    const [first] = sorted;
    const text = isOne && first !== undefined ? await formatCluster(first, layout, out) : await formatClusters(sorted, layout, out);
    paint.paint([...text.trimEnd().split('\n'), out.colours.dim(`${layout.now.toTimeString().slice(0, 8)}  Ctrl-C ends`)]);
  };
  let drawing = Promise.resolve();
  const redraw = (): Promise<void> => (drawing = drawing.then(draw));
  const stop = clock.every(repaintMs, () => void redraw());
  try {
    await redraw();
    for await (const change of changes) {
      clusters.take(change);
      await redraw();
    }
  } finally {
    stop();
    await drawing;
  }
};

/** Shows clusters as they change until it is interrupted, or until the one cluster named is gone. */
export const run = async (factory: Factory, name: string | undefined, flags: WatchFlags): Promise<void> => {
  if (name !== undefined && flags.selector !== undefined) throw usageError('A name and --selector cannot be given together.', '--selector');
  const { streams } = factory;
  const format = formatOf(factory);
  if (format === 'yaml') throw usageError('watch prints tables, lines or JSON.', '--output', 'Use -o json for one JSON object a line.');
  const changes = changesOf(factory, name, flags);
  if (streams.out.isTerminal && (format === 'table' || format === 'wide')) await paintChanges(factory, changes, name !== undefined);
  else await printChanges(factory, changes);
  if (name !== undefined) streams.err.line(`Cluster ${name} is gone.`);
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('[cluster]', 'name of the cluster; all when left out')
    .option('-s, --selector <selector>', 'only clusters with these labels')
    .option('-A, --all-namespaces', 'clusters of every namespace that you may see')
    .action(async (name: string | undefined, flags: WatchFlags) => run(factory, name, flags));
};
