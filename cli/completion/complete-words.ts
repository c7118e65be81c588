import type { Command } from 'commander';
import type { Factory } from '../factory/factory.js';
import { pageSize } from '../page/read-pages.js';
import { planCompletion, type NameKind } from './plan-completion.js';

/** Longest that a press of the tab key waits for the server, in ms. */
const askTimeoutMs = 2000;

const askNames = async (factory: Factory, kind: NameKind, namespace: string | undefined): Promise<readonly string[]> => {
  if (kind === 'context') return (await factory.config()).config.contexts.map(({ name }) => name);
  const client = await factory.client();
  const options = { signal: AbortSignal.any([factory.signal, AbortSignal.timeout(askTimeoutMs)]) };
  if (kind === 'namespace') return (await client.namespaces({}, options)).namespaces;
  const inNamespace = namespace ?? (await factory.connection()).namespace;
  const page = { first: pageSize, after: null };
  if (kind === 'cluster') return (await client.clusters({ namespace: inNamespace, selector: null, ...page }, options)).clusters.nodes.map(({ name }) => name);
  const { operations } = await client.operations({ namespace: inNamespace, cluster: null, state: null, ...page }, options);
  return operations.nodes.map(({ id }) => id);
};

/**
 * What can stand in place of the last word. When the server cannot be asked there is nothing to offer: a press of the
 * tab key must not print an error into the line that is being written.
 */
export const completeWords = async (factory: Factory, program: Command, words: readonly string[]): Promise<readonly string[]> => {
  const { words: known, names } = planCompletion(program, words);
  if (names === undefined) return known;
  try {
    const current = words.at(-1) ?? '';
    return (await askNames(factory, names.kind, names.namespace)).filter((name) => name.startsWith(current));
  } catch {
    return [];
  }
};
