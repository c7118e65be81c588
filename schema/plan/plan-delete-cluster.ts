import { dataClaimName, instanceName } from '../naming/names.js';
import type { CompleteClusterSpec } from '../resource/cluster-defaults.js';
import { type MutationPlan, type PlanChange, count } from './plan.js';

/** What deleting a cluster removes. `instances` are the names of those that exist. */
export const planDeleteCluster = (name: string, spec: CompleteClusterSpec, { instances, keepData }: { instances: readonly string[]; keepData: boolean }): MutationPlan => {
  const names = instances.length > 0 ? instances : Array.from({ length: spec.replicas + 1 }, (_, index) => instanceName(name, index + 1));
  const remove = (object: string, impact: PlanChange['impact']): PlanChange => ({ object, action: 'delete', impact });
  const claims = keepData ? [] : names.map((instance) => remove(`PersistentVolumeClaim/${dataClaimName(instance)}`, 'DATA_LOSS'));
  return {
    impact: keepData ? 'OFFLINE' : 'DATA_LOSS',
    summary: keepData
      ? `Deletes the cluster "${name}" and keeps its ${count(names.length, 'volume')}: a cluster created under the same name takes the data over.`
      : `Deletes the cluster "${name}" with its ${count(names.length, 'volume')}: its data are gone for good.`,
    changes: [remove(`PostgresCluster/${name}`, 'OFFLINE'), ...names.map((instance) => remove(`StatefulSet/${instance}`, 'OFFLINE')), ...claims],
  };
};
