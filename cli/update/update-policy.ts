import { Option, type Command } from 'commander';
import { usageError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import { wholeNumber } from '../option/parse-option.js';
import { readSql } from '../policy/read-sql.js';
import type { Example } from '../verb/verb.js';

/** What `pgo update policy` was asked for. */
export interface UpdatePolicyFlags extends MutationFlags {
  inFile?: string;
  runAs?: 'owner' | 'superuser';
  statementTimeout?: number;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [{ does: 'Replace the SQL', run: 'pgo update policy audit --in-file audit.sql' }];

/** Changes a policy. */
export const run = async (factory: Factory, name: string, flags: UpdatePolicyFlags): Promise<void> => {
  if (flags.inFile === undefined && flags.runAs === undefined && flags.statementTimeout === undefined) throw usageError('Nothing to change was given.', '--in-file');
  const sql = flags.inFile === undefined ? undefined : await readSql(flags.inFile);
  const client = await factory.client();
  const input = {
    namespace: await namespaceOf(factory), name,
    ...(sql === undefined ? {} : { sql }),
    ...(flags.runAs === undefined ? {} : { runAs: flags.runAs === 'owner' ? 'OWNER' as const : 'SUPERUSER' as const }),
    ...(flags.statementTimeout === undefined ? {} : { statementTimeoutSeconds: flags.statementTimeout }),
    ...mutationInput(flags),
  };
  const { updatePolicy } = await client.updatePolicy({ input }, { signal: factory.signal });
  await finishMutation(factory, updatePolicy, flags, { name: `policy/${name}`, begun: `Policy ${name} is changed.`, done: `Policy ${name} is changed.` });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<name>', 'name of the policy')
    .option('-i, --in-file <file>', 'file with the SQL')
    .addOption(new Option('--run-as <role>', 'as which role the SQL runs: the owner of the database, or a superuser').choices(['owner', 'superuser']))
    .option('--statement-timeout <seconds>', 'longest time of one statement', wholeNumber(1, 86_400));
  addMutationOptions(command).action(async (name: string, flags: UpdatePolicyFlags) => run(factory, name, flags));
};
