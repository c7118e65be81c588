import type { Command } from 'commander';
import { CliError, usageError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import type { Example } from '../verb/verb.js';
import { type CandidateView, readCandidates, showCandidates } from './show-candidates.js';

/** What `pgo failover` was asked for. */
export interface FailoverClusterFlags extends MutationFlags {
  query?: boolean;
  target?: string;
  force?: boolean;
  /** False with --no-prompt. */
  prompt: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'Show which instances can be the primary, and why others cannot', run: 'pgo failover hippo --query' },
  { does: 'Make a certain instance the primary, also when the present one is dead', run: 'pgo failover hippo --target hippo-2 --wait' },
];

/** The instance to take when none is named: the best one that can. */
const bestOf = (name: string, candidates: readonly CandidateView[]): string => {
  const best = candidates.find(({ eligible }) => eligible);
  if (best !== undefined) return best.instance;
  const reasons = candidates.map(({ reason }) => reason).filter((reason) => reason != null);
  throw new CliError(`No instance of cluster ${name} can become the primary${reasons.length === 0 ? '' : `: ${reasons.join('; ')}`}.`);
};

/** Has it confirmed that data may be lost. Throws when it is not, or when nobody can be asked. */
const confirm = async ({ prompter, streams }: Factory, name: string, target: string): Promise<void> => {
  if (!streams.isInteractive) throw usageError('Nobody can be asked whether data may be lost: this is not a terminal.', undefined, 'Add --no-prompt to force it without asking.');
  streams.err.line(`${target} becomes the primary of cluster ${name}. Commits that are not on it are lost.`);
  const answer = await prompter.ask('Type the name of the cluster to go on: ');
  if (answer.trim() !== name) throw new CliError(`"${answer.trim()}" is not the name of the cluster. Nothing was done.`);
};

/** Makes an instance the primary, or shows which can be. */
export const run = async (factory: Factory, name: string, flags: FailoverClusterFlags): Promise<void> => {
  const cluster = { namespace: await namespaceOf(factory), name };
  const client = await factory.client();
  if (flags.query === true) {
    await showCandidates(factory, cluster);
    return;
  }
  const target = flags.target ?? bestOf(name, await readCandidates(factory, cluster));
  const force = flags.force ?? false;
  if (force && flags.prompt && flags.dryRun !== true) await confirm(factory, name, target);
  const { failoverCluster } = await client.failoverCluster({ input: { cluster, target, force, ...mutationInput(flags) } }, { signal: factory.signal });
  await finishMutation(factory, failoverCluster, flags, {
    name: `cluster/${name}`,
    begun: `${target} is becoming the primary of cluster ${name}.`,
    done: `The primary of cluster ${name} is ${target}.`,
  });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<cluster>', 'name of the cluster')
    .option('--query', 'show the instances as candidates and do nothing')
    .option('--target <instance>', 'instance that becomes the primary; the best one when left out')
    .option('--force', 'take it also when it lacks data, which are lost then')
    .option('--no-prompt', 'do not ask');
  addMutationOptions(command).action(async (name: string, flags: FailoverClusterFlags) => run(factory, name, flags));
};
