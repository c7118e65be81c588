import type { Command } from 'commander';
import { usageError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';

/** What `pgo apply` was asked for. */
export interface ApplyPolicyFlags extends MutationFlags {
  selector?: string;
  cluster?: string[];
  database?: string;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'Run the SQL of a policy in the application database of a cluster', run: 'pgo apply audit --cluster hippo --wait' },
  { does: 'See in which databases it would run', run: 'pgo apply audit --selector env=prod --dry-run' },
];

/** Applies a policy. */
export const run = async (factory: Factory, policy: string, flags: ApplyPolicyFlags): Promise<void> => {
  if (flags.selector === undefined && flags.cluster === undefined) throw usageError('No cluster is named and no selector is given.', '--cluster', 'Name clusters with --cluster, or select them with --selector.');
  const client = await factory.client();
  const input = {
    namespace: await namespaceOf(factory), policy,
    ...(flags.cluster === undefined ? {} : { clusters: flags.cluster }),
    ...(flags.selector === undefined ? {} : { selector: flags.selector }),
    ...(flags.database === undefined ? {} : { database: flags.database }),
    ...mutationInput(flags),
  };
  const { applyPolicy } = await client.applyPolicy({ input }, { signal: factory.signal });
  await finishMutation(factory, applyPolicy, flags, { name: `policy/${policy}`, begun: `Policy ${policy} is being applied.`, done: `Policy ${policy} is applied.` });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<policy>', 'name of the policy')
    .option('-s, --selector <selector>', "clusters with these labels, for example 'env=prod' or 'name=hippo'")
    .option('--cluster <name>', 'a cluster by its name; repeatable', (name: string, before: string[] = []) => [...before, name])
    .option('-d, --database <name>', 'database to run it in; the application database of each cluster when left out');
  addMutationOptions(command).action(async (policy: string, flags: ApplyPolicyFlags) => run(factory, policy, flags));
};
