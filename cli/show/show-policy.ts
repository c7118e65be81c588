import type { Command } from 'commander';
import { notFoundError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { printResult } from '../output/print-result.js';
import { readPages } from '../page/read-pages.js';
import { formatPolicies, formatPolicy } from '../policy/format-policies.js';
import type { Example } from '../verb/verb.js';

/** What `pgo show policy` was asked for. */
export interface ShowPolicyFlags {
  all?: boolean;
  allNamespaces?: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'All policies of the namespace', run: 'pgo show policy' },
  { does: 'One with its SQL, and where it was applied', run: 'pgo show policy audit' },
];

/** Shows one policy in detail, or all as a table. */
export const run = async (factory: Factory, name: string | undefined, flags: ShowPolicyFlags): Promise<void> => {
  const client = await factory.client();
  const namespace = flags.allNamespaces === true ? null : await namespaceOf(factory);
  const all = await readPages(async (after, first) => (await client.policies({ namespace, first, after: after ?? null }, { signal: factory.signal })).policies);
  const { out, err } = factory.streams;
  const one = all.find((policy) => policy.name === name);
  if (name !== undefined && one === undefined) throw notFoundError(`There is no policy "${name}" in the namespace "${namespace ?? '*'}".`, '`pgo show policy` lists those that there are.');
  await printResult(factory, {
    data: () => one ?? all,
    names: () => (one === undefined ? all : [one]).map((policy) => `policy/${policy.name}`),
    text: async () => (one !== undefined ? formatPolicy(one, factory.clock.now(), out) : all.length === 0 ? '' : formatPolicies(all, factory.clock.now(), out)),
  });
  if (all.length === 0) err.line('There are no policies.');
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('[policy]', 'name of the policy; all when left out')
    .option('--all', 'all policies, as without a name')
    .option('-A, --all-namespaces', 'policies of every namespace that you may see')
    .action(async (name: string | undefined, flags: ShowPolicyFlags) => run(factory, name, flags));
};
