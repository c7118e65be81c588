import { SCHEDULE_CONFIG_MAP } from '../../kube/core-kinds.js';
import type { Kind, KubeObject } from '../../kube/kube-object.js';
import { PGO_ACCOUNT, POSTGRES_BACKUP, POSTGRES_CLUSTER, POSTGRES_OPERATION, POSTGRES_POLICY } from '../../kube/kinds.js';
import type { Node } from '../../schema/graphql/node.js';
import type { Permission } from '../../schema/graphql/permission.js';
import { toAccount } from '../access/to-account.js';
import { toBackup } from '../backup/to-backup.js';
import { toCluster } from '../cluster/to-cluster.js';
import type { Services } from '../context.js';
import type { NodeKind, NodeRef } from '../node-id.js';
import { toOperation } from '../operation/to-operation.js';
import { toPolicy } from '../policy/to-policy.js';
import { accessNode } from '../user/access-node.js';
import { toSchedule } from '../schedule/to-schedule.js';

/** How objects of a kind are found by id. */
interface Finder {
  /** The permission that seeing one needs. */
  readonly needs: Permission;
  readonly find: (ref: NodeRef, services: Services) => Node | undefined;
}

const finder = <T extends KubeObject>(needs: Permission, kind: Kind<T>, map: (object: T, services: Services) => Node): Finder => ({
  needs, find: (ref, services) => {
    const object = services.cache.get(kind, ref);
    return object && map(object, services);
  },
});

/** The kinds of objects that have an id. */
export const NODE_FINDERS: Readonly<Record<NodeKind, Finder>> = {
  Cluster: finder('SHOW_CLUSTER', POSTGRES_CLUSTER, toCluster),
  Operation: finder('SHOW_WORKFLOW', POSTGRES_OPERATION, toOperation),
  Policy: finder('SHOW_POLICY', POSTGRES_POLICY, toPolicy),
  Schedule: finder('SHOW_SCHEDULE', SCHEDULE_CONFIG_MAP, toSchedule),
  Database: { needs: 'SHOW_DATABASE', find: accessNode },
  User: { needs: 'SHOW_USER', find: accessNode },
  Backup: finder('SHOW_BACKUP', POSTGRES_BACKUP, toBackup),
  Account: finder('SHOW_PGOUSER', PGO_ACCOUNT, toAccount),
};
