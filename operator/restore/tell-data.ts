import { MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import type { RestoreSpec } from '../../schema/resource/cluster-restore.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import type { ClusterWorld } from '../cluster/world.js';
import type { OperationVisit } from '../operation/operation-handler.js';

/** A merge patch keeps what it does not name: everything of an earlier restore or upgrade is named. */
const CLEARED: Readonly<Record<Exclude<keyof RestoreSpec, 'id'>, null>> = {
  at: null, lsn: null, backup: null, restorePoint: null, undo: null, instance: null, previous: null, previousVersion: null, previousPrimary: null,
};

/** Tells a cluster which data it shall have, and of which major version when that changes. */
export const tellData = async ({ client }: Pick<OperationVisit, 'client'>, { cluster }: ClusterWorld, restore: RestoreSpec | null, version?: number): Promise<void> => {
  const { name, namespace = '', uid, resourceVersion } = cluster.metadata;
  const spec = { ...(version === undefined ? {} : { postgresVersion: version }), restore: restore === null ? null : { ...CLEARED, ...restore } };
  await client.mergePatch(POSTGRES_CLUSTER, { namespace, name }, { metadata: { uid, resourceVersion }, spec }, { manager: MANAGER_OPERATOR });
};
