import type { Claim, Pod, StorageClass, Volume } from '../core-types.js';
import { kinds } from '../kinds.js';
import { matchesSelector, type LabelSelector } from '../label-selector.js';
import { create, nothingToDo, replace, replaceStatus, type Plan } from '../plan.js';
import { isDeleting } from '../pod-state.js';
import { quantityValue } from './quantity.js';
import { LOCAL_PROVISIONER } from './storage-class.js';

/** Finalizers that keep a claim while it is used and a volume while it is claimed, and the annotation that names who made a volume. */
export const CLAIM_PROTECTION = 'kubernetes.io/pvc-protection';
export const VOLUME_PROTECTION = 'kubernetes.io/pv-protection';
export const PROVISIONED_BY = 'pv.kubernetes.io/provisioned-by';

/** What is known when a claim is looked at. */
export interface ClaimWorld {
  readonly claim: Claim;
  readonly volumes: readonly Volume[];
  /** The class that the claim names, or the default one when it names none. */
  readonly storageClass: StorageClass | undefined;
  /** The pods of the claim's namespace. */
  readonly pods: readonly Pod[];
  /** The directory of a volume with that name. */
  readonly directoryOf: (volume: string) => string;
}

/** A plan, and the directory that must be there before it is carried out. */
export interface ClaimPlan extends Plan {
  readonly directory?: string;
}

/** Decides what a claim needs: to be bound to a volume that fits or is made for it, to grow, or to go when nobody uses it. */
export function planClaim(world: ClaimWorld): ClaimPlan {
  const { claim, volumes } = world;
  if (isDeleting(claim)) return isUsed(world) ? nothingToDo : releaseClaim(claim);
  const bound = volumes.find((volume) => isBoundTo(volume, claim));
  if (bound) return planBound(world, bound);
  if (claim.spec.volumeName && claim.status?.phase === 'Bound') {
    return { actions: replaceStatus(kinds.claim, claim, { ...claim.status, phase: 'Lost' }) };
  }
  const fitting = smallestFitting(world);
  if (fitting) return { actions: [replace(kinds.volume, { ...fitting, spec: { ...fitting.spec, claimRef: referenceTo(claim) } })] };
  const { storageClass } = world;
  if (claim.spec.volumeName || storageClass?.provisioner !== LOCAL_PROVISIONER) return { actions: replaceStatus(kinds.claim, claim, { ...claim.status, phase: 'Pending' }) };
  const volume = desireVolume(claim, storageClass, world.directoryOf);
  return { directory: world.directoryOf(volume.metadata.name), actions: [create(kinds.volume, volume), ...bind(claim, volume)] };
}

/** The volume that is made for a claim: its name follows from the claim, so that it is never made twice. */
function desireVolume(claim: Claim, { metadata, reclaimPolicy }: StorageClass, directoryOf: (volume: string) => string): Volume {
  const name = `pvc-${claim.metadata.uid}`;
  return {
    apiVersion: kinds.volume.apiVersion,
    kind: kinds.volume.kind,
    metadata: { name, annotations: { [PROVISIONED_BY]: LOCAL_PROVISIONER }, finalizers: [VOLUME_PROTECTION] },
    spec: {
      capacity: { storage: claim.spec.resources?.requests?.storage ?? '0' },
      accessModes: claim.spec.accessModes ?? [],
      claimRef: referenceTo(claim),
      persistentVolumeReclaimPolicy: reclaimPolicy ?? 'Delete',
      storageClassName: metadata.name,
      volumeMode: claim.spec.volumeMode ?? 'Filesystem',
      hostPath: { path: directoryOf(name), type: 'DirectoryOrCreate' },
    },
  };
}

function referenceTo({ metadata }: Claim): NonNullable<Volume['spec']['claimRef']> {
  const { namespace, name, uid, resourceVersion } = metadata;
  return {
    apiVersion: kinds.claim.apiVersion,
    kind: kinds.claim.kind,
    ...(namespace ? { namespace } : {}),
    name,
    ...(uid ? { uid } : {}),
    ...(resourceVersion ? { resourceVersion } : {}),
  };
}

/** Says whether the volume is given to this very claim, not to an earlier one of the same name. */
function isBoundTo(volume: Volume, claim: Claim): boolean {
  const reference = volume.spec.claimRef;
  return reference?.uid !== undefined && reference.uid === claim.metadata.uid && (claim.spec.volumeName ?? volume.metadata.name) === volume.metadata.name;
}

function planBound({ claim, storageClass }: ClaimWorld, volume: Volume): Plan {
  const wanted = claim.spec.resources?.requests?.storage;
  const grows = storageClass?.allowVolumeExpansion === true && quantityValue(wanted) > quantityValue(volume.spec.capacity?.storage);
  const grown = grows && wanted ? { ...volume, spec: { ...volume.spec, capacity: { ...volume.spec.capacity, storage: wanted } } } : undefined;
  return { actions: [...(grown ? [replace(kinds.volume, grown)] : []), ...bind(claim, grown ?? volume)] };
}

/** The writes that make a claim say which volume it has. */
function bind(claim: Claim, volume: Volume): Plan['actions'] {
  const { storageClassName } = volume.spec;
  const annotations = { ...claim.metadata.annotations, 'pv.kubernetes.io/bind-completed': 'yes', 'pv.kubernetes.io/bound-by-controller': 'yes' };
  const spec = { ...claim.spec, volumeName: volume.metadata.name, ...(claim.spec.storageClassName === undefined && storageClassName ? { storageClassName } : {}) };
  const bound = { ...claim, metadata: { ...claim.metadata, annotations }, spec };
  const named = claim.spec.volumeName === volume.metadata.name && claim.spec.storageClassName !== undefined;
  const status = { ...claim.status, phase: 'Bound', accessModes: volume.spec.accessModes, capacity: volume.spec.capacity };
  return [...(named ? [] : [replace(kinds.claim, bound)]), ...replaceStatus(kinds.claim, named ? claim : bound, status)];
}

/** The smallest volume that somebody made by hand and that the claim asks for or that fits it. */
function smallestFitting({ claim, volumes, storageClass }: ClaimWorld): Volume | undefined {
  const free = volumes.filter((volume) => !isDeleting(volume) && volume.spec.claimRef?.uid === undefined && isOpenTo(volume, claim));
  if (claim.spec.volumeName) return free.find(({ metadata }) => metadata.name === claim.spec.volumeName);
  const className = claim.spec.storageClassName ?? storageClass?.metadata.name ?? '';
  return free.filter((volume) => fits(volume, claim, className)).sort((left, right) => rank(left) - rank(right))[0];
}

/** Says whether the volume is not reserved for another claim. */
function isOpenTo({ spec: { claimRef } }: Volume, { metadata }: Claim): boolean {
  return !claimRef || (claimRef.name === metadata.name && claimRef.namespace === metadata.namespace);
}

function fits(volume: Volume, { spec }: Claim, className: string): boolean {
  const { capacity, accessModes = [], storageClassName = '', volumeMode = 'Filesystem' } = volume.spec;
  const selected = spec.selector === undefined || matchesSelector(spec.selector as LabelSelector, volume.metadata.labels);
  const allowed = (spec.accessModes ?? []).every((mode) => accessModes.includes(mode));
  const large = quantityValue(capacity?.storage) >= quantityValue(spec.resources?.requests?.storage);
  return selected && allowed && large && storageClassName === className && volumeMode === (spec.volumeMode ?? 'Filesystem');
}

/** A volume that is reserved for the claim comes before any other, then the smaller one. */
function rank(volume: Volume): number {
  return volume.spec.claimRef ? -1 : quantityValue(volume.spec.capacity?.storage);
}

function isUsed({ claim, pods }: ClaimWorld): boolean {
  const uses = (pod: Pod): boolean => pod.spec.volumes?.some(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName === claim.metadata.name) ?? false;
  return pods.some((pod) => pod.spec.nodeName !== undefined && uses(pod));
}

function releaseClaim(claim: Claim): Plan {
  const finalizers = claim.metadata.finalizers ?? [];
  if (!finalizers.includes(CLAIM_PROTECTION)) return nothingToDo;
  const kept = finalizers.filter((finalizer) => finalizer !== CLAIM_PROTECTION);
  return { actions: [replace(kinds.claim, { ...claim, metadata: { ...claim.metadata, finalizers: kept } })] };
}
