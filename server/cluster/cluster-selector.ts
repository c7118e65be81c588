import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import { parseSelector } from '../../schema/validation/label-selector.js';
import { checked } from '../error/checked.js';

/**
 * Whether a cluster is selected by its labels, among which its name counts as in pgo 4.x: `name=hippo`,
 * `pg-cluster=hippo`. Without a selector every cluster is. Throws BAD_USER_INPUT for what is no selector.
 */
export const clusterSelector = (selector: string | null | undefined): (cluster: Pick<PostgresCluster, 'metadata'>) => boolean => {
  const text = selector?.trim() ?? '';
  if (text === '') return () => true;
  const matches = checked(parseSelector('selector', text));
  return ({ metadata: { name, labels } }) => matches({ name, 'pg-cluster': name, ...labels });
};
