import { accessHandlers } from './access/access-handlers.js';
import { backupHandlers } from './backup/backup-handlers.js';
import { systemClock } from '../kube/clock.js';
import { databaseHandlers } from './database/database-handlers.js';
import type { ReplicationFacts } from './cluster/replication-facts.js';
import type { DatabaseDesk } from './instance/database-desk.js';
import { failoverHandlers } from './failover/failover-handlers.js';
import { NAMESPACE } from '../kube/core-kinds.js';
import { maintenanceHandlers } from './maintenance/maintenance-handlers.js';
import type { OperationHandlers } from './operation/operation-handler.js';
import { storedObject } from './operation/stored-object.js';
import type { OperatorOptions } from './operator-options.js';
import { restoreHandlers } from './restore/restore-handlers.js';
import { upgradeHandlers } from './upgrade/upgrade-handlers.js';
import { scheduleHandlers } from './schedule/schedule-handlers.js';

/** What handlers share with the loops. */
export interface HandlerSeams {
  /** How far replicas are behind, by cluster. */
  readonly replication: DatabaseDesk<ReplicationFacts>;
  /** Has the repositories of a cluster looked at again. */
  readonly lookAgain: (namespace: string, name: string) => void;
}

/** The handlers of operations that are more than a change of a cluster's specification. */
export const operationHandlers = ({ catalogue, pods, storageClass, clock = systemClock, random = Math.random }: OperatorOptions, { replication, lookAgain }: HandlerSeams): OperationHandlers => {
  const restore = restoreHandlers({ catalogue, pods, lookAgain, ...(storageClass === undefined ? {} : { storageClass }) });
  const maintenance = maintenanceHandlers({ catalogue, clock, random });
  return {
    ...accessHandlers,
    ...databaseHandlers(),
    ...backupHandlers(catalogue),
    ...failoverHandlers({ catalogue, clock, random, replication }),
    ...maintenance,
    ...upgradeHandlers({ catalogue, pods, clock, random, restart: maintenance.Restart }),
    ...restore,
    ...scheduleHandlers({ clock, random, verify: restore.VerifyBackup }),
    CreateNamespace: storedObject(NAMESPACE),
    DeleteNamespace: storedObject(NAMESPACE, { deletes: true }),
  };
};
