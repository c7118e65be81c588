import { instanceName, poolerName, poolerServiceName, primaryServiceName, replicasServiceName } from '../naming/names.js';
import { poolerOf } from '../resource/cluster-pooler.js';
import { autoGrowOf } from '../storage/auto-grow.js';
import type { CompleteClusterSpec } from '../resource/cluster-defaults.js';
import { type MutationPlan, type PlanChange, count } from './plan.js';

const growthText = ({ storage }: CompleteClusterSpec): string => {
  const autoGrow = autoGrowOf(storage);
  return autoGrow === undefined ? '' : ` that grows by itself up to ${autoGrow.maximum}`;
};

/** What creating a cluster makes. */
export const planCreateCluster = (name: string, spec: CompleteClusterSpec): MutationPlan => {
  const make = (object: string, after?: unknown): PlanChange => ({ object, action: 'create', ...(after === undefined ? {} : { after }), impact: 'NONE' });
  const instances = Array.from({ length: spec.replicas + 1 }, (_, index) => make(`StatefulSet/${instanceName(name, index + 1)}`));
  return {
    impact: 'NONE',
    summary: `Creates the cluster "${name}": PostgreSQL ${spec.postgresVersion}, a primary and ${count(spec.replicas, 'replica')}, each with a volume of ${spec.storage.size}${growthText(spec)}, durability ${spec.durability}.`,
    changes: [
      make(`PostgresCluster/${name}`, spec),
      ...instances,
      make(`Service/${primaryServiceName(name)}`),
      make(`Service/${replicasServiceName(name)}`),
      ...(poolerOf(spec) === undefined ? [] : [make(`Deployment/${poolerName(name)}`), make(`Service/${poolerServiceName(name)}`)]),
    ],
  };
};
