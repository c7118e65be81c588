import type { PostgresClusterSpec } from '../../../schema/resource/postgres-cluster.js';
import { reservedPodKey, type PodMetadataPart } from '../../../schema/validation/reserved-pod-keys.js';

/** Without what nobody can ask for: a cluster may be older than the rule that refuses it. */
const allowed = (part: PodMetadataPart, given: Readonly<Record<string, string>> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(given).filter(([key]) => reservedPodKey(part, key) === undefined));

/** Metadata of a pod of a cluster: what the cluster asks for, and what is ours, which it cannot change. */
export const podMetadata = (
  { podMetadata: given = {} }: Pick<PostgresClusterSpec, 'podMetadata'>, own: { readonly labels: Readonly<Record<string, string>>; readonly annotations?: Readonly<Record<string, string>> },
): { labels: Record<string, string>; annotations?: Record<string, string> } => {
  const annotations = { ...allowed('annotations', given.annotations), ...own.annotations };
  return { labels: { ...allowed('labels', given.labels), ...own.labels }, ...(Object.keys(annotations).length === 0 ? {} : { annotations }) };
};
