import type { PoolerSpec } from '../../schema/resource/cluster-pooler.js';
import { checkPooler } from '../../schema/validation/pooler.js';
import type { PodMetadataSpec } from '../../schema/resource/cluster-placement.js';
import type { UpdateClusterInput } from '../../schema/graphql/cluster-inputs.js';
import { type ClusterVersion, planUpdateCluster } from '../../schema/plan/plan-update-cluster.js';
import { checkParameters } from '../../schema/postgres/parameters/check-parameters.js';
import { checkDurability } from '../../schema/validation/checks.js';
import { checkLabels } from '../../schema/validation/labels.js';
import { checkPodMetadata, checkPodMetadataSize, type PodMetadataChanges } from '../../schema/validation/pod-metadata.js';
import { checkResources } from '../../schema/validation/resources.js';
import type { Context } from '../context.js';
import { checked, refuseIssues } from '../error/checked.js';
import type { ClusterMutation } from './cluster-change.js';
import { backupsOf, backupsPatch } from './backups-spec.js';
import { poolerPatch } from './pooler-spec.js';
import { changedStorage, checkStorage, storageSpec } from './storage-spec.js';
import { checkTls, tlsPatch, tlsSpec } from './tls-spec.js';
import { type ClusterPatch, type DecidePatch, patchMutation } from './patch-cluster.js';

type Pairs = Readonly<Record<string, string>>;

const merged = (before: Pairs = {}, changes: Readonly<Record<string, string | null>> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries({ ...before, ...changes }).filter((entry): entry is [string, string] => entry[1] !== null));

/** The labels and annotations of pods that a change leads to. */
const mergedPods = ({ podMetadata: before = {} }: ClusterVersion['spec'], { labels, annotations }: PodMetadataChanges): PodMetadataSpec =>
  ({ labels: merged(before.labels, labels), annotations: merged(before.annotations, annotations) });

const changedPods = ({ podMetadata }: UpdateClusterInput, spec: ClusterVersion['spec']): PodMetadataChanges | undefined => {
  if (podMetadata == null) return undefined;
  const changes = checked(checkPodMetadata('podMetadata', podMetadata, true));
  refuseIssues(checkPodMetadataSize('podMetadata', mergedPods(spec, changes)));
  return changes;
};

const changedPooler = ({ pooler }: UpdateClusterInput, spec: ClusterVersion['spec']): PoolerSpec | undefined => {
  if (pooler == null) return undefined;
  const patch = poolerPatch(pooler);
  refuseIssues(checkPooler('pooler', { ...spec.pooler, ...patch }));
  return patch;
};

const checkedPatch = (input: UpdateClusterInput, { spec }: ClusterVersion): ClusterPatch => {
  const { durability, deletionProtection } = input;
  refuseIssues([
    ...checkTls(input.tls),
    ...(durability == null ? [] : checkDurability('durability', durability, spec.replicas)),
    ...checkStorage(input, spec.storage),
  ]);
  const parameters = input.parameters == null ? undefined : checked(checkParameters('parameters', input.parameters, { version: spec.postgresVersion, isRemovable: true }));
  const pooler = changedPooler(input, spec);
  const podMetadata = changedPods(input, spec);
  const labels = input.labels == null ? undefined : checked(checkLabels('labels', input.labels, true));
  const resources = input.resources == null ? undefined : checked(checkResources('resources', input.resources));
  const backups = checked(backupsOf(input));
  // A merge patch keeps what it does not name: sections that are to go are named.
  const replaced = resources && { requests: null, limits: null, ...resources };
  return {
    spec: {
      ...(durability == null ? {} : { durability }),
      ...storageSpec(input),
      ...(pooler === undefined ? {} : { pooler }),
      ...(podMetadata === undefined ? {} : { podMetadata }),
      ...(input.tls == null ? {} : { tls: tlsPatch(input.tls) }),
      ...(deletionProtection == null ? {} : { deletionProtection }),
      ...(parameters === undefined ? {} : { parameters }),
      ...(replaced === undefined ? {} : { resources: replaced }),
      ...backupsPatch(spec.backups, backups.backups),
    },
    ...(labels === undefined ? {} : { labels }),
  };
};

const after = ({ spec, labels }: ClusterVersion, patch: ClusterPatch, input: UpdateClusterInput): ClusterVersion => {
  const { backups } = checked(backupsOf(input));
  const { parameters, resources, storage, pooler, podMetadata, backups: _backups, tls: _tls, ...scalars } = patch.spec ?? {};
  return {
    spec: {
      ...spec,
      ...(backups === undefined ? {} : { backups: { ...spec.backups, ...backups } }),
      ...(pooler === undefined ? {} : { pooler: { ...spec.pooler, ...(pooler as PoolerSpec) } }),
      ...(podMetadata === undefined ? {} : { podMetadata: mergedPods(spec, podMetadata as PodMetadataChanges) }),
      ...(scalars as Partial<ClusterVersion['spec']>),
      ...(input.tls == null ? {} : { tls: tlsSpec(input.tls, spec.tls).tls ?? {} }),
      ...(storage === undefined ? {} : { storage: changedStorage(input, spec.storage) }),
      ...(parameters === undefined ? {} : { parameters: merged(spec.parameters, parameters as Record<string, string | null>) }),
      ...(resources === undefined ? {} : { resources: checked(checkResources('resources', input.resources)) }),
    },
    labels: merged(labels, patch.labels),
  };
};

/** How `updateCluster` makes its change. */
export const updateClusterMutation = (input: UpdateClusterInput, { services }: Context): ClusterMutation => {
  const decide: DecidePatch = (before) => {
    const patch = checkedPatch(input, before);
    return { patch, plan: planUpdateCluster(input.cluster.name, before, after(before, patch, input)) };
  };
  return patchMutation(input.cluster, 'UpdateCluster', decide, services);
};
