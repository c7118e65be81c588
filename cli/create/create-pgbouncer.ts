import type { Command } from 'commander';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import { addPoolerOptions, poolerSettings, type PoolerFlags } from '../pooler/pooler-flags.js';
import type { Example } from '../verb/verb.js';

/** What `pgo create pgbouncer` was asked for. */
export interface CreatePgbouncerFlags extends MutationFlags, PoolerFlags {}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'Two pods that share connections between transactions', run: 'pgo create pgbouncer hippo --replicas 2 --mode transaction --wait' },
];

/** Adds a connection pooler to a cluster. */
export const run = async (factory: Factory, name: string, flags: CreatePgbouncerFlags): Promise<void> => {
  const client = await factory.client();
  const input = { cluster: { namespace: await namespaceOf(factory), name }, settings: poolerSettings(flags), ...mutationInput(flags) };
  const { createPooler } = await client.createPooler({ input }, { signal: factory.signal });
  await finishMutation(factory, createPooler, flags, { name: `cluster/${name}`, begun: `${name} pgbouncer is being added.`, done: `${name} pgbouncer added.` });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  addPoolerOptions(command.argument('<cluster>', 'name of the cluster'));
  addMutationOptions(command).action(async (name: string, flags: CreatePgbouncerFlags) => run(factory, name, flags));
};
