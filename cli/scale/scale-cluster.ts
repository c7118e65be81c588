import type { Command } from 'commander';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import { wholeNumber } from '../option/parse-option.js';
import type { Example } from '../verb/verb.js';

/** What `pgo scale` was asked for. */
export interface ScaleClusterFlags extends MutationFlags {
  replicaCount: number;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'Two replicas beside the primary', run: 'pgo scale hippo --replica-count 2 --wait' },
  { does: 'The primary alone', run: 'pgo scale hippo --replica-count 0' },
];

const replicasText = (count: number): string => (count === 1 ? '1 replica' : `${count} replicas`);

/** Changes the number of replicas of a cluster. */
export const run = async (factory: Factory, name: string, flags: ScaleClusterFlags): Promise<void> => {
  const client = await factory.client();
  const input = { cluster: { namespace: await namespaceOf(factory), name }, replicas: flags.replicaCount, ...mutationInput(flags) };
  const { scaleCluster } = await client.scaleCluster({ input }, { signal: factory.signal });
  await finishMutation(factory, scaleCluster, flags, {
    name: `cluster/${name}`,
    begun: `Cluster ${name} is being scaled to ${replicasText(flags.replicaCount)}.`,
    done: `Cluster ${name} has ${replicasText(flags.replicaCount)}.`,
  });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<cluster>', 'name of the cluster')
    .requiredOption('--replica-count <number>', 'replicas that there shall be beside the primary, 0 to 15', wholeNumber(0, 15));
  addMutationOptions(command).action(async (name: string, flags: ScaleClusterFlags) => run(factory, name, flags));
};
