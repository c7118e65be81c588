import { ANNOTATION_DATA, ANNOTATION_DATA_DIRECTORY, ANNOTATION_REFUSAL, ANNOTATION_WORDS } from '../../schema/naming/labels.js';
import { lookJobName, patroniStateName, patroniStoreNames, restoreJobName } from '../../schema/naming/names.js';
import type { PostgresClusterSpec } from '../../schema/resource/postgres-cluster.js';
import { POD, type ConfigMap, type Job, type Pod } from '../../kube/core-kinds.js';
import { primaryOf } from '../cluster/instance-health.js';
import type { ClusterWorld, ObservedInstance } from '../cluster/world.js';
import { dataDirectory } from '../postgres/instance-layout.js';
import { parseBackrestError } from '../postgres/pgbackrest-error.js';

/** What a new cluster's data are called that come from backups. */
export const SOURCE_DATA = 'source';

/** Which data a cluster runs on. Every restore has data directories of its own, beside those of before. */
export interface ClusterData {
  /** Name of the restore; empty for the data that the cluster was created with. */
  readonly id: string;
  /** Name of the restore that the data directory is called after. */
  readonly directory: string;
}

const OWN: ClusterData = { id: '', directory: '' };

const stateMap = (world: Pick<ClusterWorld, 'cluster' | 'configMaps'>): ConfigMap | undefined =>
  world.configMaps.find(({ metadata }) => metadata.name === patroniStateName(world.cluster.metadata.name));

/** The data that Patroni's state is about: those that the instances run on, or last ran on. */
export const presentData = (world: Pick<ClusterWorld, 'cluster' | 'configMaps'>): ClusterData => {
  const { [ANNOTATION_DATA]: id, [ANNOTATION_DATA_DIRECTORY]: directory } = stateMap(world)?.metadata.annotations ?? {};
  return id === undefined || id === '' ? OWN : { id, directory: directory ?? id };
};

/** The data that the cluster shall run on. Without a word about it these are the present ones: nothing goes back by itself. */
export const wantedData = (world: Pick<ClusterWorld, 'cluster' | 'configMaps'>): ClusterData => {
  const { restore, source } = world.cluster.spec;
  if (restore !== undefined) return { id: restore.id, directory: restore.undo ?? restore.id };
  const present = presentData(world);
  return source !== undefined && present.id === '' && !isInitialized(world) ? { id: SOURCE_DATA, directory: SOURCE_DATA } : present;
};

const isInitialized = (world: Pick<ClusterWorld, 'cluster' | 'configMaps'>): boolean => (stateMap(world)?.metadata.annotations?.['initialize'] ?? '') !== '';

/** PGDATA of the instances. */
export const clusterDataDirectory = (world: Pick<ClusterWorld, 'cluster' | 'configMaps'>, version: number): string => {
  const { directory } = wantedData(world);
  return directory === '' ? dataDirectory(version) : `${dataDirectory(version)}-${directory}`;
};

/** PGDATA of the instances, told from the specification alone, where Patroni's state is not at hand. */
export const specDataDirectory = ({ restore, source }: PostgresClusterSpec, version: number): string => {
  const directory = restore === undefined ? (source === undefined ? '' : SOURCE_DATA) : restore.undo ?? restore.id;
  return directory === '' ? dataDirectory(version) : `${dataDirectory(version)}-${directory}`;
};

/** How far a cluster is on its way to other data. */
export type DataPhase =
  /** The instances run on what they shall. */
  | { readonly type: 'settled' }
  /** Instances of the data before run, and are stopped; `last` is that which runs until the others have ended. */
  | { readonly type: 'stopping'; readonly last?: number }
  /** Nothing runs; the backup is being restored onto the volume of one instance. */
  | { readonly type: 'restoring'; readonly ordinal: number }
  /** The restore could not be done. Nothing of the data before was touched. */
  | { readonly type: 'failed'; readonly message: string }
  /** The data are there. What Patroni keeps of those before has to go: first `remove`, then the state. */
  | { readonly type: 'resetting'; readonly remove: readonly ConfigMap[] }
  /** The instance with the data starts; the others wait, so that none of them makes an empty database. */
  | { readonly type: 'starting'; readonly ordinal: number };

/** Decides from what is there how far it is. `ordinals` are those that there shall be. */
export const dataPhase = (world: ClusterWorld, ordinals: readonly number[]): DataPhase => {
  const [wanted, present] = [wantedData(world), presentData(world)];
  const ordinal = firstOrdinal(world, ordinals);
  if (wanted.id === present.id) {
    return wanted.id !== '' && !world.patroni.initialized ? { type: 'starting', ordinal } : { type: 'settled' };
  }
  const living = world.instances.filter(({ pod }) => pod !== undefined);
  if (living.length > 0) return { type: 'stopping', ...lastToStop(world, living) };
  const { name } = world.cluster.metadata;
  const job = jobNamed(world, restoreJobName(name, wanted.id));
  const failure = jobFailure(job, podsOf(world)) ?? (job === undefined ? lookFailure(jobNamed(world, lookJobName(name, wanted.id)), podsOf(world)) : undefined);
  if (failure !== undefined) return { type: 'failed', message: failure };
  if (!isComplete(job)) return { type: 'restoring', ordinal };
  const kept = patroniStateName(name);
  const names = patroniStoreNames(name).filter((name) => name !== kept);
  return { type: 'resetting', remove: world.configMaps.filter(({ metadata }) => names.includes(metadata.name)) };
};

/** The instance that gets the data: the one that the restore names, else the lowest. */
const firstOrdinal = (world: ClusterWorld, ordinals: readonly number[]): number => {
  const named = world.instances.find(({ name }) => name === world.cluster.spec.restore?.instance)?.ordinal;
  return named !== undefined && ordinals.includes(named) ? named : ordinals[0] ?? 1;
};

/** What is upgraded is what was written until the end: no replica may take over while the primary stops. */
const lastToStop = (world: ClusterWorld, living: readonly ObservedInstance[]): { readonly last?: number } => {
  const primary = primaryOf(world);
  return !isOtherVersion(world) || primary === undefined || living.every((instance) => instance === primary) ? {} : { last: primary.ordinal };
};

/** Whether the wanted data are, or were, made from those of another major version. */
export const isOtherVersion = ({ cluster: { spec } }: Pick<ClusterWorld, 'cluster'>): boolean => spec.restore?.previousVersion !== undefined;

/** Ordinals of the instances that may run in a phase. */
export const runningOrdinals = (phase: DataPhase, ordinals: readonly number[]): readonly number[] => {
  if (phase.type === 'settled') return ordinals;
  if (phase.type === 'stopping') return phase.last === undefined ? [] : [phase.last];
  return phase.type === 'starting' ? [phase.ordinal] : [];
};

/** The Job of a name, if it is there. */
export const jobNamed = ({ jobs }: Pick<ClusterWorld, 'jobs'>, name: string): Job | undefined => jobs.find(({ metadata }) => metadata.name === name);

/** The pods of a cluster, of Jobs too. */
export const podsOf = ({ owned }: Pick<ClusterWorld, 'owned'>): Pod[] => owned.filter(({ kind }) => kind === POD.kind);

const hasCondition = (job: Job | undefined, type: string): boolean => job?.status?.conditions?.some((one) => one.type === type && one.status === 'True') === true;

/** Whether a Job has done its work. */
export const isComplete = (job: Job | undefined): boolean => hasCondition(job, 'Complete');

/** Why a Job has given up, in the words of its last pod where there are any; undefined while it has not. */
export const jobFailure = (job: Job | undefined, pods: readonly Pod[]): string | undefined => {
  if (job?.metadata.annotations?.[ANNOTATION_REFUSAL] !== undefined) return job.metadata.annotations[ANNOTATION_REFUSAL];
  if (!hasCondition(job, 'Failed')) return undefined;
  return jobWords(job, pods) ?? job?.status?.conditions?.find(({ type }) => type === 'Failed')?.message ?? 'The Job failed.';
};

/** Why a Job that looks into repositories has given up, in a sentence where pgBackRest has one. */
export const lookFailure = (job: Job | undefined, pods: readonly Pod[]): string | undefined => {
  const failure = jobFailure(job, pods);
  return failure === undefined ? undefined : parseBackrestError(failure)?.message ?? failure;
};

/** What the last pod of a Job that ended has left as its words. */
export const jobWords = (job: Job | undefined, pods: readonly Pod[]): string | undefined => job?.metadata.annotations?.[ANNOTATION_WORDS] ?? pods
  .filter(({ metadata }) => metadata.labels?.['job-name'] === job?.metadata.name)
  .flatMap(({ status }) => status?.containerStatuses?.flatMap(({ state }) => state?.terminated ?? []) ?? [])
  .sort((left, right) => ((left.finishedAt ?? '') < (right.finishedAt ?? '') ? -1 : 1))
  .at(-1)?.message?.trim();

