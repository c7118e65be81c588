import type { Command } from 'commander';
import { CliError, usageError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import { wholeNumber } from '../option/parse-option.js';
import type { Example } from '../verb/verb.js';

/** What `pgo upgrade` was asked for. */
export interface UpgradeClusterFlags extends MutationFlags {
  pgVersion?: number;
  withoutBackup?: boolean;
  rollback?: boolean;
  finalize?: boolean;
  /** False with --no-prompt. */
  prompt: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'Start every instance on the newest packages of its major version', run: 'pgo upgrade hippo --wait' },
  { does: 'See what going to another major version means', run: 'pgo upgrade hippo --pg-version 17 --dry-run' },
  { does: 'Go there; the data of before are kept', run: 'pgo upgrade hippo --pg-version 17 --wait' },
  { does: 'Go back to the data of before', run: 'pgo upgrade hippo --rollback --no-prompt --wait' },
  { does: 'Remove the data of before', run: 'pgo upgrade hippo --finalize --no-prompt --wait' },
];

/** Has the name of the cluster typed once more. Throws when it is not, or when nobody can be asked. */
const confirm = async ({ prompter, streams }: Factory, name: string, effect: string): Promise<void> => {
  if (!streams.isInteractive) throw usageError('Nobody can be asked: this is not a terminal.', undefined, 'Add --no-prompt to go on without asking.');
  streams.err.line(effect);
  const answer = await prompter.ask('Type the name of the cluster to go on: ');
  if (answer.trim() !== name) throw new CliError(`"${answer.trim()}" is not the name of the cluster. Nothing was changed.`);
};

/** Upgrades a cluster, takes an upgrade back, or ends the way back. */
export const run = async (factory: Factory, name: string, flags: UpgradeClusterFlags): Promise<void> => {
  const { pgVersion: version, withoutBackup = false, rollback = false, finalize = false } = flags;
  const isAsking = flags.prompt && flags.dryRun !== true;
  if (rollback && isAsking) await confirm(factory, name, `What was written to ${name} since its last upgrade is set aside; it does not serve until it is done.`);
  if (finalize && isAsking) await confirm(factory, name, `The data of ${name} of before its last upgrade are removed.`);
  const cluster = { namespace: await namespaceOf(factory), name };
  const client = await factory.client();
  const input = { cluster, ...(version === undefined ? {} : { version }), withoutBackup, rollback, finalize, ...(rollback || finalize ? { confirm: name } : {}), ...mutationInput(flags) };
  const { upgradeCluster } = await client.upgradeCluster({ input }, { signal: factory.signal });
  const done = rollback ? 'is back on the data of before its upgrade' : finalize ? 'has only its present data' : version === undefined ? 'runs on the newest packages' : `runs PostgreSQL ${version}`;
  await finishMutation(factory, upgradeCluster, flags, { name: `cluster/${name}`, begun: `Cluster ${name} is being worked on.`, done: `Cluster ${name} ${done}.` });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<cluster>', 'name of the cluster')
    .option('--pg-version <major>', 'major version to go to, as --version too; the newest packages of its own when left out', wholeNumber(10, 99))
    .option('--without-backup', 'go to another major version although there is no backup')
    .option('--rollback', 'take back the data of before the last upgrade to another major version')
    .option('--finalize', 'remove the data of before the last upgrade from the volumes')
    .option('--no-prompt', 'do not ask');
  addMutationOptions(command).action(async (name: string, flags: UpgradeClusterFlags) => run(factory, name, flags));
};
