import type { KubeCache } from '../../kube/cache/kube-cache.js';
import { POSTGRES_OPERATION } from '../../kube/kinds.js';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import { LABEL_SCHEDULE } from '../../schema/schedule/schedule.js';
import { hasEnded } from './operation-status.js';

/** The schedule that an operation is a run of: many runs must not drive out what people asked for. */
const scheduleOf = ({ metadata }: PostgresOperation): string | undefined => metadata.labels?.[LABEL_SCHEDULE];

/** The ended operations that one is counted with: those of its cluster, or of its schedule on that cluster. */
export const endedBeside = (cache: KubeCache, operation: PostgresOperation): readonly PostgresOperation[] => {
  const { namespace = '' } = operation.metadata;
  return cache.list(POSTGRES_OPERATION, { namespace, cluster: operation.spec.cluster })
    .filter((other) => other.spec.cluster === operation.spec.cluster && scheduleOf(other) === scheduleOf(operation) && hasEnded(other));
};
