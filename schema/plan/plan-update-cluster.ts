import { backupsConsequence, backupValues } from './plan-repositories.js';
import { needsRestart } from '../postgres/parameters/find-parameter.js';
import { poolerOf } from '../resource/cluster-pooler.js';
import { completeAutoGrow } from '../storage/auto-grow.js';
import { tlsRequired, type CompleteClusterSpec } from '../resource/cluster-defaults.js';
import { type MutationPlan, type PlanChange, type PlanImpact, gravestImpact } from './plan.js';

/** A cluster as far as a mutation changes it. */
export interface ClusterVersion {
  readonly spec: CompleteClusterSpec;
  readonly labels: Readonly<Record<string, string>>;
}

interface Value {
  readonly path: string;
  readonly value: unknown;
  readonly impact: PlanImpact;
  /** When there was no value before: a volume that grows restarts nothing, one that is new does. */
  readonly impactWhenNew?: PlanImpact;
}

/** Everything of a cluster that can change, with what changing it does. */
const valuesOf = ({ spec, labels }: ClusterVersion, isAfter: boolean): Value[] => [
  { path: 'spec.replicas', value: spec.replicas, impact: 'NONE' },
  { path: 'spec.durability', value: spec.durability, impact: 'RELOAD' },
  { path: 'spec.storage.size', value: spec.storage.size, impact: 'NONE' },
  { path: 'spec.storage.walSize', value: spec.storage.walSize, impact: 'NONE', impactWhenNew: 'ROLLING_RESTART' },
  ...autoGrowValues(spec),
  { path: 'spec.resources', value: spec.resources, impact: 'ROLLING_RESTART' },
  { path: 'spec.tls.required', value: tlsRequired(spec), impact: 'RELOAD' },
  { path: 'spec.tls.serverCertificate', value: spec.tls?.serverCertificate, impact: 'ROLLING_RESTART' },
  { path: 'spec.deletionProtection', value: spec.deletionProtection, impact: 'NONE' },
  ...poolerValues(spec),
  ...backupValues(spec, isAfter),
  ...Object.entries(spec.parameters ?? {}).map(([name, value]): Value =>
    ({ path: `spec.parameters.${name}`, value, impact: needsRestart(name) ? 'ROLLING_RESTART' : 'RELOAD' })),
  ...podValues(spec),
  ...Object.entries(labels).map(([key, value]): Value => ({ path: `metadata.labels.${key}`, value, impact: 'NONE' })),
];

/** No pod is replaced for what it is marked with. */
const podValues = ({ podMetadata: { labels = {}, annotations = {} } = {} }: ClusterVersion['spec']): Value[] =>
  Object.entries({ labels, annotations }).flatMap(([part, pairs]) => Object.entries(pairs).map(([key, value]): Value => ({ path: `spec.podMetadata.${part}.${key}`, value, impact: 'NONE' })));

/** What is left out is shown as what it means, so that the plan says what will happen. */
const autoGrowValues = ({ storage: { autoGrow } }: ClusterVersion['spec']): Value[] => (autoGrow === undefined ? []
  : Object.entries(completeAutoGrow(autoGrow)).map(([name, value]): Value => ({ path: `spec.storage.autoGrow.${name}`, value, impact: 'NONE' })));

/** A pooler has nothing to do with how the instances run; clients of the pooler notice what its own pods notice. */
const poolerValues = ({ pooler }: ClusterVersion['spec']): Value[] => {
  const complete = poolerOf({ pooler });
  if (complete === undefined) return [{ path: 'spec.pooler.enabled', value: false, impact: 'NONE' }];
  const { enabled, replicas, mode, poolSize, maxClientConnections, resources, serviceType, passwordRotation } = complete;
  return Object.entries({ enabled, replicas, mode, poolSize, maxClientConnections, resources, serviceType, passwordRotation })
    .map(([name, value]): Value => ({ path: `spec.pooler.${name}`, value, impact: 'NONE' }));
};

const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);

const changesBetween = (object: string, before: ClusterVersion, after: ClusterVersion): PlanChange[] => {
  const old = new Map(valuesOf(before, false).map((value) => [value.path, value]));
  const now = new Map(valuesOf(after, true).map((value) => [value.path, value]));
  return [...new Set([...old.keys(), ...now.keys()])].filter((path) => differs(old.get(path)?.value, now.get(path)?.value)).map((path) => ({
    object,
    action: 'update',
    path,
    before: old.get(path)?.value,
    after: now.get(path)?.value,
    impact: (old.get(path)?.value === undefined ? now.get(path)?.impactWhenNew : undefined) ?? (now.get(path) ?? old.get(path))?.impact ?? 'NONE',
  }));
};

const CONSEQUENCE: Readonly<Record<PlanImpact, string>> = {
  NONE: 'No connection notices.',
  RELOAD: 'The configuration is reloaded; connections stay.',
  ROLLING_RESTART: 'The instances restart one after another, the primary last; connections break once.',
  SWITCHOVER: 'The primary moves; writes pause for seconds.',
  OFFLINE: 'The database is not available for a while.',
  DATA_LOSS: 'Data are lost.',
  FORBIDDEN: 'This cannot be done.',
};

/** What changing a cluster changes. */
export const planUpdateCluster = (name: string, before: ClusterVersion, after: ClusterVersion): MutationPlan => {
  const changes = changesBetween(`PostgresCluster/${name}`, before, after);
  const impact = gravestImpact(changes);
  const paths = changes.map(({ path = '' }) => path.replace(/^(spec|metadata)\./, ''));
  return {
    impact,
    summary: changes.length === 0 ? `Nothing changes: the cluster "${name}" is specified like this already.`
      : `Changes ${paths.join(', ')} of the cluster "${name}". ${backupsConsequence(before.spec, after.spec) ?? CONSEQUENCE[impact]}`,
    changes,
  };
};
