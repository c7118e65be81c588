import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { usageError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import { addPoolerOptions, poolerSettings, type PoolerFlags } from '../pooler/pooler-flags.js';
import type { Example } from '../verb/verb.js';

/** What `pgo update pgbouncer` was asked for. */
export interface UpdatePgbouncerFlags extends MutationFlags, PoolerFlags {
  rotatePassword?: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'More pods', run: 'pgo update pgbouncer hippo --replicas 3 --wait' },
  { does: 'A new password for its own login', run: 'pgo update pgbouncer hippo --rotate-password' },
];

/** Changes the connection pooler of a cluster. Throws when no flag asks for a change. */
export const run = async (factory: Factory, name: string, flags: UpdatePgbouncerFlags): Promise<void> => {
  const settings = { ...poolerSettings(flags), ...(flags.rotatePassword === true ? { passwordRotation: randomUUID() } : {}) };
  if (Object.keys(settings).length === 0) throw usageError('No flag says what to change.', undefined, '`pgo update pgbouncer --help` lists what can be changed.');
  const client = await factory.client();
  const input = { cluster: { namespace: await namespaceOf(factory), name }, settings, ...mutationInput(flags) };
  const { updatePooler } = await client.updatePooler({ input }, { signal: factory.signal });
  await finishMutation(factory, updatePooler, flags, { name: `cluster/${name}`, begun: `${name} pgbouncer is being changed.`, done: `${name} pgbouncer is changed.` });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  addPoolerOptions(command.argument('<cluster>', 'name of the cluster')).option('--rotate-password', 'give its own login a new password');
  addMutationOptions(command).action(async (name: string, flags: UpdatePgbouncerFlags) => run(factory, name, flags));
};
