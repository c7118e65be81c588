import type { Command } from 'commander';
import { usageError } from '../error/cli-error.js';
import type { Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import { wholeNumber } from '../option/parse-option.js';
import { printResult } from '../output/print-result.js';
import type { Example } from '../verb/verb.js';

/** What `pgo create token` was asked for. */
export interface CreateTokenFlags extends MutationFlags {
  name: string;
  days?: number;
  expiresAt?: string;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'A token for a pipeline; the secret is printed this once', run: 'pgo create token ci --name pipeline --days 30' },
  { does: 'The same into a file', run: 'pgo create token ci --name pipeline > ci.token' },
];

const DAY_MS = 24 * 60 * 60 * 1000;
const DAYS_MAX = 3_650;

const expiryOf = ({ days, expiresAt }: CreateTokenFlags, now: number): string | undefined => {
  if (expiresAt === undefined) return days === undefined ? undefined : new Date(now + days * DAY_MS).toISOString();
  if (Number.isNaN(Date.parse(expiresAt))) throw usageError(`"${expiresAt}" is no moment.`, '--expires-at', 'Write it like 2030-01-31T12:00:00Z.');
  return new Date(expiresAt).toISOString();
};

/** Creates a token and prints its secret, which nobody can show again. */
export const run = async (factory: Factory, account: string, flags: CreateTokenFlags): Promise<void> => {
  const client = await factory.client();
  const expiresAt = expiryOf(flags, factory.clock.now().getTime());
  const input = { account, name: flags.name, ...(expiresAt === undefined ? {} : { expiresAt }), ...mutationInput(flags) };
  const { createToken } = await client.createToken({ input }, { signal: factory.signal });
  const { secret, token } = createToken;
  if (secret === null || secret === undefined) {
    await finishMutation(factory, createToken, flags, { name: `token/${token?.id ?? ''}`, begun: 'The token was made by an earlier call, which showed its secret.', done: 'The token was made by an earlier call, which showed its secret.' });
    return;
  }
  await printResult(factory, { data: () => ({ token, secret }), names: () => [`token/${token?.id ?? ''}`], text: () => `${secret}\n` });
  factory.streams.err.line(`This is the only time that the token is shown.${expiresAt === undefined ? '' : ` It ends at ${expiresAt}.`}`);
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<account>', 'name of the account that it is for')
    .option('--name <text>', 'what the token is for', 'pgo')
    .option('--days <number>', 'for how many days it counts', wholeNumber(1, DAYS_MAX))
    .option('--expires-at <moment>', 'until when it counts, for example 2030-01-31T12:00:00Z');
  addMutationOptions(command).action(async (account: string, flags: CreateTokenFlags) => run(factory, account, flags));
};
