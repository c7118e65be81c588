import type { Claim, Volume } from '../core-types.js';
import { kinds } from '../kinds.js';
import { nothingToDo, remove, replace, replaceStatus, type Plan } from '../plan.js';
import { isDeleting, timestamp } from '../pod-state.js';
import { PROVISIONED_BY, VOLUME_PROTECTION } from './plan-claim.js';
import { LOCAL_PROVISIONER } from './storage-class.js';

/** What is known when a volume is looked at. `claim` is the one that its reference names, of whatever uid. */
export interface VolumeWorld {
  readonly volume: Volume;
  readonly claim: Claim | undefined;
  readonly now: number;
}

/** A plan, and whether the volume's directory must be gone before it is carried out. */
export interface VolumePlan extends Plan {
  readonly removesDirectory?: boolean;
}

/** Decides what a volume needs: its phase, and the end of it and its data when its claim has gone and its policy is Delete. */
export function planVolume({ volume, claim, now }: VolumeWorld): VolumePlan {
  const reference = volume.spec.claimRef;
  const held = claim !== undefined && (reference?.uid === undefined || reference.uid === claim.metadata.uid);
  if (reference?.uid === undefined) return isDeleting(volume) ? release(volume) : withPhase(volume, 'Available', now);
  if (held) return withPhase(volume, claim.spec.volumeName === volume.metadata.name ? 'Bound' : (volume.status?.phase ?? 'Available'), now);
  const ours = volume.metadata.annotations?.[PROVISIONED_BY] === LOCAL_PROVISIONER && volume.spec.persistentVolumeReclaimPolicy === 'Delete';
  if (isDeleting(volume)) return { ...release(volume), removesDirectory: ours };
  const released = withPhase(volume, 'Released', now);
  return ours ? { removesDirectory: true, actions: [remove(kinds.volume, volume)] } : released;
}

function withPhase(volume: Volume, phase: string, now: number): Plan {
  if (volume.status?.phase === phase) return nothingToDo;
  return { actions: replaceStatus(kinds.volume, volume, { phase, lastPhaseTransitionTime: timestamp(now) }) };
}

function release(volume: Volume): Plan {
  const finalizers = volume.metadata.finalizers ?? [];
  if (!finalizers.includes(VOLUME_PROTECTION)) return nothingToDo;
  const kept = finalizers.filter((finalizer) => finalizer !== VOLUME_PROTECTION);
  return { actions: [replace(kinds.volume, { ...volume, metadata: { ...volume.metadata, finalizers: kept } })] };
}
