import type { PostgresClusterSpec } from '../../../schema/resource/postgres-cluster.js';

/** Prefix of labels and annotations that the control plane gives a meaning. */
const OWN_PREFIX = 'pgo.dev/';
/** The annotation in which Patroni says how a member is. */
const PATRONI_STATUS = 'status';

const foreign = (given: Readonly<Record<string, string>> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(given).filter(([key]) => !key.startsWith(OWN_PREFIX) && key !== PATRONI_STATUS));

/** Metadata of a pod of a cluster: what the cluster asks for, and what is ours, which it cannot change. */
export const podMetadata = (
  { podMetadata: given = {} }: Pick<PostgresClusterSpec, 'podMetadata'>, own: { readonly labels: Readonly<Record<string, string>>; readonly annotations?: Readonly<Record<string, string>> },
): { labels: Record<string, string>; annotations?: Record<string, string> } => {
  const annotations = { ...foreign(given.annotations), ...own.annotations };
  return { labels: { ...foreign(given.labels), ...own.labels }, ...(Object.keys(annotations).length === 0 ? {} : { annotations }) };
};
