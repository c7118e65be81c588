import { type MutationPlan, type PlanChange, gravestImpact } from './plan.js';

/** An instance that is to be removed. */
export interface InstanceRemoval {
  /** Name of the cluster. */
  readonly name: string;
  readonly instance: string;
  /** Replicas before. */
  readonly replicas: number;
  readonly keepData: boolean;
  /** Who takes over when the instance is the primary. */
  readonly heir?: string | undefined;
}

/** What removing an instance changes. */
export const planRemoveInstance = ({ name, instance, replicas, keepData, heir }: InstanceRemoval): MutationPlan => {
  const changes: PlanChange[] = [
    ...(heir === undefined ? [] : [{ object: `PostgresCluster/${name}`, action: 'update', path: 'status.primary', before: instance, after: heir, impact: 'SWITCHOVER' } as const]),
    { object: `PostgresCluster/${name}`, action: 'update', path: 'spec.replicas', before: replicas, after: replicas - 1, impact: 'NONE' },
    { object: `StatefulSet/${instance}`, action: 'delete', impact: 'NONE' },
    ...(keepData ? [] : [{ object: `PersistentVolumeClaim/${instance}`, action: 'delete', impact: 'NONE' } as const]),
  ];
  const first = heir === undefined ? '' : `Hands over to ${heir}, then removes`;
  return {
    impact: gravestImpact(changes),
    summary: `${first === '' ? 'Removes' : first} the instance ${instance} of the cluster "${name}"; its volume ${keepData ? 'stays' : 'goes with it'}. Connections to it break.`,
    changes,
  };
};
