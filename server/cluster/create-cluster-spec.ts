import type { CreateClusterInput } from '../../schema/graphql/cluster-inputs.js';
import type { PodMetadataInput } from '../../schema/graphql/pod-metadata.js';
import { backupsOf } from './backups-spec.js';
import { checkPooler } from '../../schema/validation/pooler.js';
import { checkStorage, storageSpec } from './storage-spec.js';
import { poolerPatch } from './pooler-spec.js';
import { checkTls, tlsSpec } from './tls-spec.js';
import { checkParameters } from '../../schema/postgres/parameters/check-parameters.js';
import { applicationDatabase, applicationUser, clusterSpecDefaults, type CompleteClusterSpec } from '../../schema/resource/cluster-defaults.js';
import type { PodMetadataSpec } from '../../schema/resource/cluster-placement.js';
import {
  checkClusterName, checkDatabaseName, checkDurability, checkNamespace, checkPostgresVersion, checkReplicas, checkUserName,
} from '../../schema/validation/checks.js';
import type { Checked, Issue } from '../../schema/validation/issue.js';
import { checkLabels } from '../../schema/validation/labels.js';
import { checkPodMetadata, checkPodMetadataSize } from '../../schema/validation/pod-metadata.js';
import { checkResources } from '../../schema/validation/resources.js';

/** What is to be stored of a cluster that is created. */
export interface NewCluster {
  readonly spec: CompleteClusterSpec;
  readonly labels: Record<string, string>;
}

const optional = <T>(json: unknown, check: (json: unknown) => Checked<T>): Checked<T | undefined> => (json == null ? { value: undefined } : check(json));
const issuesOf = (result: Checked<unknown>): readonly Issue[] => ('issues' in result ? result.issues : []);
const valueOf = <T>(result: Checked<T>): T | undefined => ('value' in result ? result.value : undefined);

const specOf = (input: CreateClusterInput, versions: readonly number[]): CompleteClusterSpec => clusterSpecDefaults({
  ...(input.postgresVersion == null ? {} : { postgresVersion: input.postgresVersion }),
  replicas: input.replicas ?? undefined,
  durability: input.durability ?? undefined,
  ...storageSpec(input),
  databases: [{ name: input.database ?? input.name }],
  users: [{ name: input.user ?? input.name }],
  ...(input.pooler == null ? {} : { pooler: poolerPatch(input.pooler) }),
  ...tlsSpec(input.tls),
  ...(input.monitoring == null ? {} : { monitoring: { enabled: input.monitoring.enabled } }),
  deletionProtection: input.deletionProtection ?? undefined,
  ...((input.policies ?? []).length === 0 ? {} : { policies: [...new Set(input.policies)] }),
}, versions);

/** What a caller wants created, checked: every issue names its field. `versions` are the major versions on offer. */
export const checkNewCluster = (input: CreateClusterInput, versions: readonly number[]): Checked<NewCluster> => {
  const spec = specOf(input, versions);
  const parameters = optional(input.parameters, (json) => checkParameters('parameters', json, { version: spec.postgresVersion, isRemovable: false }));
  const labels = optional(input.labels, (json) => checkLabels('labels', json, false));
  const resources = optional(input.resources, (json) => checkResources('resources', json));
  const pods = optional(input.podMetadata, (given) => checkPodMetadata('podMetadata', given as PodMetadataInput, false));
  const name = checkClusterName('name', input.name);
  const backups = backupsOf(input);
  const issues = [
    ...checkNamespace('namespace', input.namespace),
    ...name,
    ...checkPostgresVersion('postgresVersion', spec.postgresVersion, versions),
    ...checkReplicas('replicas', spec.replicas),
    ...checkDurability('durability', spec.durability, spec.replicas),
    ...checkStorage(input, spec.storage),
    // A default that is made of a wrong name is not the caller's second mistake.
    ...(name.length > 0 && input.database == null ? [] : checkDatabaseName('database', applicationDatabase(input.name, spec))),
    ...(name.length > 0 && input.user == null ? [] : checkUserName('user', applicationUser(input.name, spec))),
    ...checkPooler('pooler', spec.pooler),
    ...checkTls(input.tls),
    ...issuesOf(parameters), ...issuesOf(labels), ...issuesOf(resources), ...issuesOf(pods), ...issuesOf(backups),
    ...checkPodMetadataSize('podMetadata', (valueOf(pods) ?? {}) as PodMetadataSpec),
  ];
  if (issues.length > 0) return { issues };
  const set = (valueOf(parameters) ?? undefined) as Record<string, string> | undefined;
  const [needed, marked] = [valueOf(resources), valueOf(pods)];
  return { value: {
    spec: { ...spec, ...valueOf(backups), ...(set === undefined ? {} : { parameters: set }), ...(needed === undefined ? {} : { resources: needed }), ...(marked === undefined ? {} : { podMetadata: marked as PodMetadataSpec }) },
    labels: (valueOf(labels) ?? {}) as Record<string, string>,
  } };
};
