import type { Command } from 'commander';
import { usageError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { finishMutation } from '../operation/finish-mutation.js';
import { addMutationOptions, mutationInput, type MutationFlags } from '../option/mutation-options.js';
import { keyValue } from '../option/parse-option.js';
import type { Example } from '../verb/verb.js';

/** What `pgo label` was asked for. */
export interface LabelClustersFlags extends MutationFlags {
  label: Record<string, string | null>;
  selector?: string;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'Set a label, take another off', run: 'pgo label hippo --label env=prod --label trial-' },
  { does: 'Label all clusters of a kind', run: 'pgo label --selector env=prod --label tier=1' },
];

/** Sets labels on clusters, or takes them off. */
export const run = async (factory: Factory, names: readonly string[], flags: LabelClustersFlags): Promise<void> => {
  if (names.length === 0 && flags.selector === undefined) throw usageError('No cluster is named and no selector is given.', undefined, 'Name clusters, or select them with --selector.');
  const client = await factory.client();
  const input = {
    namespace: await namespaceOf(factory), labels: flags.label,
    ...(names.length === 0 ? {} : { clusters: [...names] }),
    ...(flags.selector === undefined ? {} : { selector: flags.selector }),
    ...mutationInput(flags),
  };
  const { labelClusters } = await client.labelClusters({ input }, { signal: factory.signal });
  const labelled = (labelClusters.clusters ?? []).map(({ name }) => name).join(', ');
  await finishMutation(factory, labelClusters, flags, { name: `cluster/${labelled}`, begun: `Labels are set on ${labelled}.`, done: `Labels are set on ${labelled}.` });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('[clusters...]', 'names of clusters')
    .requiredOption('--label <key=value>', 'label to set; key- takes it off; repeatable', keyValue(true))
    .option('-s, --selector <selector>', 'clusters with these labels, too');
  addMutationOptions(command).action(async (names: string[], flags: LabelClustersFlags) => run(factory, names, flags));
};
