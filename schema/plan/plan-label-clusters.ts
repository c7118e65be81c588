import { count, type MutationPlan, type PlanChange } from './plan.js';

/** A cluster by its labels. */
export interface LabelledCluster {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** What labelling clusters changes. Null takes a label off. */
export const planLabelClusters = (clusters: readonly LabelledCluster[], labels: Readonly<Record<string, string | null>>): MutationPlan => {
  const changes = clusters.flatMap(({ name, labels: before }) => Object.entries(labels).filter(([key, value]) => (before[key] ?? null) !== value)
    .map(([key, value]): PlanChange => ({ object: `PostgresCluster/${name}`, action: 'update', path: `metadata.labels.${key}`, before: before[key] ?? null, after: value, impact: 'NONE' })));
  const names = [...new Set(changes.map(({ object }) => object.replace('PostgresCluster/', '')))];
  return {
    impact: 'NONE',
    summary: changes.length === 0 ? 'Nothing changes: the labels are like this already.' : `Changes labels of ${count(names.length, 'cluster')}: ${names.join(', ')}. No connection notices.`,
    changes,
  };
};
