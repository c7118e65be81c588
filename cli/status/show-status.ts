import type { Command } from 'commander';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { printResult } from '../output/print-result.js';
import { readPages } from '../page/read-pages.js';
import type { Example } from '../verb/verb.js';
import { formatStatus, statusOf } from './format-status.js';

/** What `pgo status` was asked for. */
export interface StatusFlags {
  allNamespaces?: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'How the clusters of the namespace are', run: 'pgo status' },
  { does: 'Those of every namespace, for a program', run: 'pgo status --all-namespaces -o json' },
];

/** Shows how the clusters are, in a few numbers. */
export const run = async (factory: Factory, flags: StatusFlags): Promise<void> => {
  const client = await factory.client();
  const options = { signal: factory.signal };
  const namespace = flags.allNamespaces === true ? null : await namespaceOf(factory);
  const clusters = await readPages(async (after, first) =>
    (await client.clusters({ namespace, selector: null, first, after: after ?? null }, options)).clusters);
  const running = await readPages(async (after, first) =>
    (await client.operations({ namespace, cluster: null, state: 'RUNNING', first, after: after ?? null }, options)).operations);
  const status = statusOf((await factory.connection()).url, clusters, running.length);
  await printResult(factory, {
    data: () => ({ ...status, attention: status.attention.map(({ namespace: where, name, state, message }) => ({ namespace: where, name, state, message })) }),
    names: () => status.attention.map(({ name }) => `cluster/${name}`),
    text: () => formatStatus(status, factory.streams.out),
  });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .option('-A, --all-namespaces', 'every namespace that you may see')
    .action(async (flags: StatusFlags) => run(factory, flags));
};
