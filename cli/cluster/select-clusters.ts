import { createHash } from 'node:crypto';
import type { Command } from 'commander';
import { usageError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { readPages } from '../page/read-pages.js';

/** Which clusters of a namespace are meant, when none is named. */
export interface ClusterSelection {
  selector?: string;
  all?: boolean;
}

/** Adds the argument and the flags of verbs that take one cluster or several. */
export const addClusterSelection = (command: Command): Command => command
  .argument('[cluster]', 'name of the cluster, unless it is selected')
  .option('-s, --selector <selector>', "clusters with these labels, for example 'env=prod'")
  .option('--all', 'all clusters of the namespace');

/** Names of the clusters that are meant. Throws unless exactly one of a name, --selector and --all is given. */
export const selectClusters = async (factory: Factory, cluster: string | undefined, { selector, all }: ClusterSelection): Promise<string[]> => {
  const given = [cluster !== undefined, selector !== undefined, all === true].filter(Boolean).length;
  if (given !== 1) {
    throw usageError(given === 0 ? 'No cluster is named or selected.' : 'A name, --selector and --all cannot be given together.', undefined, 'Name a cluster, select some with --selector, or take --all.');
  }
  if (cluster !== undefined) return [cluster];
  const client = await factory.client();
  const namespace = await namespaceOf(factory);
  const clusters = await readPages(async (after, first) => (await client.clusters({ namespace, selector: selector ?? null, first, after: after ?? null }, { signal: factory.signal })).clusters);
  if (clusters.length === 0) factory.streams.err.line(`There are no clusters in the namespace "${namespace}"${selector === undefined ? '' : ' with these labels'}.`);
  return clusters.map(({ name }) => name);
};

/**
 * The idempotency key of one of several requests that one command makes: the same for the same target and step, so that
 * the command can be repeated, and another one for others, which would be refused as a conflict.
 */
export const keyFor = (idempotencyKey: string | undefined, ...target: readonly string[]): { idempotencyKey?: string } =>
  (idempotencyKey === undefined ? {} : { idempotencyKey: createHash('sha256').update(JSON.stringify([idempotencyKey, ...target])).digest('hex').slice(0, 40) });

/** The flags of the request for one target of a command: with an idempotency key of its own unless it is the only one. */
export const flagsFor = <F extends { idempotencyKey?: string }>(flags: F, isOnly: boolean, ...target: readonly string[]): F =>
  (isOnly ? flags : { ...flags, ...keyFor(flags.idempotencyKey, ...target) });
