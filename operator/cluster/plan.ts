import { ANNOTATION_KEEP_BACKUPS, ANNOTATION_KEEP_DATA, ANNOTATION_REMOVE_FIRST, LABEL_CLUSTER, LABEL_COMPONENT } from '../../schema/naming/labels.js';
import {
  authoritySecretName, backupConfigName, monitoringSecretName, poolerSecretName, primaryServiceName, replicasServiceName, serverCertificateSecretName, systemSecretName, userSecretName,
} from '../../schema/naming/names.js';
import { poolerOf } from '../../schema/resource/cluster-pooler.js';
import type { KubeObject } from '../../kube/kube-object.js';
import { dataPhase, runningOrdinals, type DataPhase } from '../restore/cluster-data.js';
import { monitoringEnabled } from '../monitoring/exporter.js';
import { certificateInUse, isGivenSecret } from './given-certificate.js';
import { poolerLeftovers } from './pooler-objects.js';
import { abandonedBootstrapMs } from './abandoned-bootstrap.js';
import { instanceReady, primaryOf } from './instance-health.js';
import { outdatedBy } from './renewal.js';
import { isStandby, standbyFault } from '../standby/standby-config.js';
import { strandedInstance } from './stranded-bootstrap.js';
import { planGrowth, type VolumeGrowth } from '../storage/plan-growth.js';
import { usersOf } from './users.js';
import { secretNamed, type ClusterWorld, type ObservedInstance } from './world.js';

/** What is to be done about a cluster now. */
export interface ClusterPlan {
  /** Ordinals of the instances that there shall be. */
  readonly ordinals: readonly number[];
  /** Objects that shall go. */
  readonly remove: readonly KubeObject[];
  /** Names of Secrets with random content that are missing and are made before anything needs them. */
  readonly mint: readonly MintedSecret[];
  /** Milliseconds until an abandoned claim to bootstrap is to be taken back, 0 or less for now; undefined when there is none. */
  readonly abandonedBootstrapMs: number | undefined;
  /** The first instance, when its set-up may have been cut short and has to be helped on. */
  readonly strandedInstance: string | undefined;
  /** Whether the server certificate is to be issued. */
  readonly certificate: 'keep' | 'issue';
  /** Whether everything that instances mount is there, or is made by this very plan, so that they can be started after it. */
  readonly startInstances: boolean;
  /** Number of instances whose pods lack something that was asked for. */
  readonly outdated: number;
  /** How far the cluster is on its way to restored data. */
  readonly data: DataPhase;
  /** Ordinals of the instances that may run: all, except while data are restored. */
  readonly running: readonly number[];
  /** What is decided of volumes that grow by themselves. */
  readonly growth: readonly VolumeGrowth[];
  /** Pod to be made anew, with what was asked for; undefined when none or when one may not be missed now. */
  readonly renew?: ObservedInstance;
}

/** A Secret with random content. */
export type MintedSecret = 'system' | 'authority' | 'monitoring' | 'pooler' | { readonly user: string };

/** What there is to know about the server certificate, read from its Secret. */
export interface CertificateState {
  /** Whether it covers every name and address that it should. */
  readonly covers: boolean;
  /** When it is to be issued again, in milliseconds since the epoch. */
  readonly renewAtMs: number;
}

const hasSecret = (world: ClusterWorld) => (name: string): boolean => secretNamed(world, name) !== undefined;

/** The Secrets with random content that are wanted and not there. */
const missingSecrets = (world: ClusterWorld): MintedSecret[] => {
  const { name } = world.cluster.metadata;
  const has = hasSecret(world);
  return [
    // A standby has the roles of the cluster that it follows, and so its passwords.
    ...(has(systemSecretName(name)) || standbyFault(world) !== undefined ? [] : ['system' as const]),
    ...(has(authoritySecretName(name)) ? [] : ['authority' as const]),
    ...(monitoringEnabled(world.spec) && !has(monitoringSecretName(name)) ? ['monitoring' as const] : []),
    ...(poolerOf(world.spec) !== undefined && !has(poolerSecretName(name)) ? ['pooler' as const] : []),
    ...usersOf(world).filter((user) => !has(userSecretName(name, user))).map((user) => ({ user })),
  ];
};

/** Instances that are made new wait for a given certificate, so that they need not restart for it. */
const canStart = (world: ClusterWorld, issue: boolean): boolean => {
  const { name } = world.cluster.metadata;
  const has = hasSecret(world);
  const isSettled = world.patroni.initialized || world.cluster.spec.tls?.serverCertificate === undefined || certificateInUse(world) !== undefined;
  return isSettled && has(systemSecretName(name)) && (issue || has(serverCertificateSecretName(name)));
};

/** Decides what to do about a cluster that lives. */
export const planCluster = (world: ClusterWorld, certificate: CertificateState | undefined, nowMs: number): ClusterPlan => {
  const ordinals = planOrdinals(world);
  const { name } = world.cluster.metadata;
  const has = hasSecret(world);
  const issue = serviceAddresses(world) !== undefined && has(authoritySecretName(name))
    && (certificate === undefined || !certificate.covers || certificate.renewAtMs <= nowMs);
  const data = dataPhase(world, ordinals);
  return {
    ordinals,
    data,
    running: runningOrdinals(data, ordinals),
    remove: [...leftovers(world, ordinals), ...poolerLeftovers(world)],
    mint: missingSecrets(world),
    abandonedBootstrapMs: abandonedBootstrapMs(world, nowMs),
    strandedInstance: strandedInstance(world),
    certificate: issue ? 'issue' : 'keep',
    startInstances: canStart(world, issue),
    outdated: outdatedInstances(world).length,
    growth: planGrowth(world, nowMs),
    renew: data.type === 'settled' ? planRenewal(world, ordinals) : undefined,
  };
};

/** Addresses of the services that clients use; undefined until all of them have one. */
export const serviceAddresses = (world: Pick<ClusterWorld, 'services' | 'cluster'>): string[] | undefined => {
  const { name } = world.cluster.metadata;
  const addresses = [primaryServiceName(name), replicasServiceName(name)].map((service) =>
    world.services.find(({ metadata }) => metadata.name === service)?.spec?.clusterIP);
  return addresses.every((address) => address !== undefined && address !== '') ? (addresses as string[]) : undefined;
};

/**
 * Ordinals of the instances: what is there is kept, the lowest free ordinals are added; taken away are those that are
 * marked to go first, then the highest, never the primary. While no primary is known nothing is taken away, it could be the one with the data.
 */
export const planOrdinals = (world: ClusterWorld): readonly number[] => {
  const wanted = world.spec.replicas + 1;
  const there = world.instances.filter(({ statefulSet }) => statefulSet !== undefined && !isGoing(statefulSet)).map(({ ordinal }) => ordinal);
  if (there.length < wanted) return add(there, world.instances, wanted);
  const primary = primaryOf(world);
  if (there.length === wanted || (primary === undefined && world.patroni.initialized)) return there;
  const removable = there.filter((ordinal) => ordinal !== primary?.ordinal);
  const first = removable.filter((ordinal) => goesFirst(world.instances.find((instance) => instance.ordinal === ordinal)));
  const removed = [...removable.filter((ordinal) => !first.includes(ordinal)), ...first].slice(-(there.length - wanted));
  return there.filter((ordinal) => !removed.includes(ordinal));
};

const goesFirst = (instance: ObservedInstance | undefined): boolean => instance?.statefulSet?.metadata.annotations?.[ANNOTATION_REMOVE_FIRST] === 'true';

const isGoing = (object: KubeObject): boolean => object.metadata.deletionTimestamp !== undefined;

/** Ordinals with something of a removed instance left are not taken until it is gone, except kept volumes. */
const add = (there: readonly number[], instances: readonly ObservedInstance[], wanted: number): number[] => {
  const going = instances.filter(({ statefulSet, pod, claim, walClaim }) =>
    [statefulSet, pod, claim, walClaim].some((object) => object !== undefined && isGoing(object))).map(({ ordinal }) => ordinal);
  const ordinals = [...there];
  for (let ordinal = 1; ordinals.length < wanted; ordinal += 1) {
    if (!ordinals.includes(ordinal) && !going.includes(ordinal)) ordinals.push(ordinal);
  }
  return ordinals.sort((left, right) => left - right);
};

/** What is left of instances that shall not be: first what runs, then, once nothing runs, the volume. */
const leftovers = (world: ClusterWorld, ordinals: readonly number[]): KubeObject[] =>
  world.instances.filter(({ ordinal }) => !ordinals.includes(ordinal)).flatMap(({ statefulSet, pod, claim, walClaim }) => {
    const running = [statefulSet, pod].filter((object): object is NonNullable<typeof object> => object !== undefined);
    const leaving: readonly (KubeObject | undefined)[] = running.length > 0 ? [statefulSet] : [claim, walClaim];
    return leaving.filter((object): object is KubeObject => object !== undefined && !isGoing(object));
  });

/**
 * One pod at a time is replaced by one with the current template, and only while every other instance is well:
 * replicas first, the primary last (Patroni hands over to a replica when it is asked to stop).
 */
const planRenewal = (world: ClusterWorld, ordinals: readonly number[]): ObservedInstance | undefined => {
  const kept = world.instances.filter(({ ordinal }) => ordinals.includes(ordinal));
  const old = outdatedInstances(world).filter((instance) => kept.includes(instance));
  if (old.length === 0 || kept.length < ordinals.length) return undefined;
  const broken = old.find((instance) => !instanceReady(world, instance));
  if (broken !== undefined) return broken;
  if (kept.some((instance) => !instanceReady(world, instance))) return undefined;
  const primary = primaryOf(world);
  const replica = old.find((instance) => instance !== primary);
  if (replica !== undefined) return replica;
  // Without a replica in step nobody could take over from a primary that replicates synchronously.
  const canHandOver = kept.length === 1 || world.spec.durability === 'ASYNC' || isStandby(world) || world.patroni.inStep.length > 0;
  return canHandOver ? primary : undefined;
};

/** The instances whose pods lack something that was asked for. */
const outdatedInstances = (world: ClusterWorld): ObservedInstance[] => world.instances.filter((instance) => outdatedBy(instance) === 'request');

/** What is still to be deleted of a cluster that goes, in order: what runs, then the rest. Empty when it is gone. */
export const planDeletion = (world: ClusterWorld): { readonly remove: readonly KubeObject[]; readonly gone: boolean } => {
  const { annotations } = world.cluster.metadata;
  const [keepData, keepBackups] = [ANNOTATION_KEEP_DATA, ANNOTATION_KEEP_BACKUPS].map((annotation) => annotations?.[annotation] === 'true');
  const kept = (object: KubeObject): boolean => isGivenSecret(world.cluster, object) || (isOfBackups(object) ? keepBackups === true || keepData === true : keepData === true && KEPT_KINDS.has(object.kind));
  const left = world.owned.filter((object) => !kept(object));
  const running = left.filter(({ kind }) => RUNNING_KINDS.has(kind));
  // An instance archives its last WAL while it ends: what takes it ends after it, or the instance waits until it is killed.
  const instancesRun = world.instances.some(({ statefulSet, pod }) => statefulSet !== undefined || pod !== undefined);
  const stays = ({ kind, metadata }: KubeObject): boolean => kind === 'Pod' || (instancesRun && metadata.labels?.[LABEL_COMPONENT] === 'repository');
  const remove = running.length > 0 ? running.filter((object) => !stays(object)) : left;
  return { remove: remove.filter((object) => !isGoing(object)), gone: left.length === 0 };
};

const isRepository = ({ metadata }: KubeObject): boolean => metadata.labels?.[LABEL_COMPONENT] === 'repository';

/** The repositories' volumes, the backups, and what is needed to read them. */
const isOfBackups = (object: KubeObject): boolean => object.kind === 'PostgresBackup'
  || (object.kind === 'PersistentVolumeClaim' && isRepository(object))
  || (object.kind === 'ConfigMap' && object.metadata.name === backupConfigName(object.metadata.labels?.[LABEL_CLUSTER] ?? ''));

const RUNNING_KINDS = new Set(['StatefulSet', 'Deployment', 'Job', 'Pod']);
/** Volumes and what is needed to get into them. */
const KEPT_KINDS = new Set(['PersistentVolumeClaim', 'Secret']);
