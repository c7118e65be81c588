import { LABEL_CLUSTER } from '../../schema/naming/labels.js';
import { LABEL_SCHEDULER } from '../../schema/schedule/schedule.js';
import {
  CONFIG_MAP, DEPLOYMENT, EVENT, JOB, NAMESPACE, NETWORK_POLICY, NODE, PERSISTENT_VOLUME_CLAIM, POD, POD_DISRUPTION_BUDGET, ROLE, ROLE_BINDING, SCHEDULE_CONFIG_MAP, SECRET, SERVICE,
  SERVICE_ACCOUNT, STATEFUL_SET,
} from '../core-kinds.js';
import { PGO_ACCOUNT, PGO_ROLE, POSTGRES_BACKUP, POSTGRES_CLUSTER, POSTGRES_DATABASE, POSTGRES_OPERATION, POSTGRES_POLICY, POSTGRES_USER } from '../kinds.js';
import type { CachedKind } from './start-kube-cache.js';

/** The kinds that server and operator read. Of the core kinds only what belongs to a cluster of ours. */
export const CACHED_KINDS: readonly CachedKind[] = [
  { kind: POSTGRES_CLUSTER },
  { kind: POSTGRES_OPERATION },
  { kind: POSTGRES_BACKUP },
  { kind: POSTGRES_POLICY },
  { kind: PGO_ACCOUNT },
  { kind: PGO_ROLE },
  { kind: POSTGRES_DATABASE },
  { kind: POSTGRES_USER },
  { kind: NAMESPACE },
  { kind: NODE },
  { kind: SCHEDULE_CONFIG_MAP, labelSelector: LABEL_SCHEDULER },
  ...[
    POD, STATEFUL_SET, DEPLOYMENT, SERVICE, SECRET, CONFIG_MAP, PERSISTENT_VOLUME_CLAIM, SERVICE_ACCOUNT, ROLE, ROLE_BINDING,
    POD_DISRUPTION_BUDGET, NETWORK_POLICY, JOB, EVENT,
  ].map((kind) => ({ kind, labelSelector: LABEL_CLUSTER })),
];
