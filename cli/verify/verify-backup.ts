import type { Command } from 'commander';
import { usageError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';

/** What `pgo verify` was asked for. */
export interface VerifyBackupFlags extends MutationFlags {
  backup?: string;
  assert?: string[];
  database?: string;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'Prove that the newest backup can be restored', run: 'pgo verify hippo --wait' },
  { does: 'And that it holds what it should', run: 'pgo verify hippo --database shop --assert "SELECT count(*) > 0 FROM account" --wait' },
];

/** Restores a backup to a volume of its own and checks it. */
export const run = async (factory: Factory, name: string, flags: VerifyBackupFlags): Promise<void> => {
  const asserted = flags.assert ?? [];
  if (flags.database === undefined && asserted.length > 0) throw usageError('Assertions need a database.', '--database', 'Name the database that they are asked in.');
  const client = await factory.client();
  const input = {
    cluster: { namespace: await namespaceOf(factory), name },
    ...(flags.backup === undefined ? {} : { backup: flags.backup }),
    ...(asserted.length === 0 ? {} : { assertions: asserted.map((sql) => ({ database: flags.database ?? '', sql })) }),
    ...mutationInput(flags),
  };
  const { verifyBackup } = await client.verifyBackup({ input }, { signal: factory.signal });
  const what = flags.backup === undefined ? `The newest backup of cluster ${name}` : `The backup ${flags.backup} of cluster ${name}`;
  await finishMutation(factory, verifyBackup, flags, {
    name: `cluster/${name}`,
    begun: `${what} is being checked.`,
    done: `${what} can be restored, and its data are sound.`,
  });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<cluster>', 'name of the cluster')
    .option('--backup <label>', 'the backup; the newest one when left out')
    .option('--assert <query>', 'a query whose last line must be t; repeatable', (value: string, before: string[] = []) => [...before, value])
    .option('-d, --database <name>', 'database that assertions are asked in');
  addMutationOptions(command).action(async (name: string, flags: VerifyBackupFlags) => run(factory, name, flags));
};
