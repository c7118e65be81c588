import { Option, type Command } from 'commander';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import { wholeNumber } from '../option/parse-option.js';
import { readSql } from '../policy/read-sql.js';
import type { Example } from '../verb/verb.js';

/** What `pgo create policy` was asked for. */
export interface CreatePolicyFlags extends MutationFlags {
  inFile: string;
  runAs?: 'owner' | 'superuser';
  statementTimeout?: number;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'Keep the SQL of a file under a name', run: 'pgo create policy audit --in-file audit.sql' },
  { does: 'SQL that needs a superuser', run: 'pgo create policy roles --in-file roles.sql --run-as superuser' },
];

/** The values of --run-as as the API has them. */
export const policyRoles = { owner: 'OWNER', superuser: 'SUPERUSER' } as const;

/** Creates a policy. */
export const run = async (factory: Factory, name: string, flags: CreatePolicyFlags): Promise<void> => {
  const sql = await readSql(flags.inFile);
  const client = await factory.client();
  const input = {
    namespace: await namespaceOf(factory), name, sql,
    ...(flags.runAs === undefined ? {} : { runAs: policyRoles[flags.runAs] }),
    ...(flags.statementTimeout === undefined ? {} : { statementTimeoutSeconds: flags.statementTimeout }),
    ...mutationInput(flags),
  };
  const { createPolicy } = await client.createPolicy({ input }, { signal: factory.signal });
  await finishMutation(factory, createPolicy, flags, { name: `policy/${name}`, begun: `Policy ${name} is created.`, done: `Policy ${name} is created.` });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<name>', 'name of the policy: lower-case letters, digits and hyphens')
    .requiredOption('-i, --in-file <file>', 'file with the SQL')
    .addOption(new Option('--run-as <role>', 'as which role the SQL runs: the owner of the database, or a superuser').choices(['owner', 'superuser']))
    .option('--statement-timeout <seconds>', 'longest time of one statement', wholeNumber(1, 86_400));
  addMutationOptions(command).action(async (name: string, flags: CreatePolicyFlags) => run(factory, name, flags));
};
