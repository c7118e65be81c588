import { chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ApiAccess, ObjectKey, WatchEvent } from '../../api-access.js';
import { ownObject, type Controller } from '../controller.js';
import type { Claim, Pod, Volume } from '../core-types.js';
import { kinds, read, readAll } from '../kinds.js';
import { perform } from '../plan.js';
import { planClaim } from './plan-claim.js';
import { planVolume } from './plan-volume.js';
import { defaultClass } from './storage-class.js';

/** Containers run as users of their own choice; the folder above keeps other users of the machine out. */
const VOLUME_MODE = 0o777;
const VOLUMES_MODE = 0o711;

/** Binds claims to volumes, and makes volumes of the local class: directories under `<dataDir>/volumes`. */
export function claimController(dataDir: string): Controller {
  const volumes = join(dataDir, 'volumes');
  return {
    name: 'claim',
    kind: kinds.claim,
    triggers: [
      ownObject(kinds.claim),
      { kind: kinds.volume, keys: claimOfVolume },
      { kind: kinds.pod, keys: endingClaimsOfPod },
      { kind: kinds.storageClass, keys: pendingClaims },
    ],
    visit: async (access, key) => {
      const claim = read(access, kinds.claim, key);
      if (!claim) return undefined;
      const { storageClassName } = claim.spec;
      const storageClass = storageClassName === undefined ? defaultClass(access) : read(access, kinds.storageClass, { name: storageClassName });
      const pods = claim.metadata.deletionTimestamp ? readAll(access, kinds.pod, { namespace: key.namespace ?? '' }) : [];
      const plan = planClaim({ claim, storageClass, pods, volumes: readAll(access, kinds.volume), directoryOf: (volume) => join(volumes, volume) });
      if (plan.directory) await makeDirectory(volumes, plan.directory);
      return perform(access, plan);
    },
  };
}

/** Keeps the phase of volumes, and removes those whose claim has gone together with their data. */
export function volumeController(dataDir: string, clock: () => number): Controller {
  return {
    name: 'volume',
    kind: kinds.volume,
    triggers: [ownObject(kinds.volume), { kind: kinds.claim, keys: volumeOfClaim }],
    visit: async (access, key) => {
      const volume = read(access, kinds.volume, key);
      if (!volume) return undefined;
      const reference = volume.spec.claimRef;
      const claim = reference ? read(access, kinds.claim, { namespace: reference.namespace, name: reference.name }) : undefined;
      const plan = planVolume({ volume, claim, now: clock() });
      // The path follows from the name, never from what the object says: nothing else can be removed.
      if (plan.removesDirectory) await rm(join(dataDir, 'volumes', key.name), { recursive: true, force: true });
      return perform(access, plan);
    },
  };
}

/** The umask must not narrow the modes. */
async function makeDirectory(volumes: string, directory: string): Promise<void> {
  await mkdir(volumes, { recursive: true, mode: VOLUMES_MODE });
  await mkdir(directory, { recursive: true });
  await chmod(directory, VOLUME_MODE);
}

function claimOfVolume({ object }: WatchEvent, access: ApiAccess): readonly ObjectKey[] {
  const reference = (object as Volume).spec.claimRef;
  return reference ? [{ namespace: reference.namespace, name: reference.name }] : pendingClaims(undefined, access);
}

function pendingClaims(_event: WatchEvent | undefined, access: ApiAccess): readonly ObjectKey[] {
  const pending = readAll(access, kinds.claim).filter(({ status }) => status?.phase !== 'Bound');
  return pending.map(({ metadata: { namespace, name } }) => ({ namespace, name }));
}

/** A claim that is being deleted goes when the last pod that uses it has gone. */
function endingClaimsOfPod(event: WatchEvent, access: ApiAccess): readonly ObjectKey[] {
  if (event.type !== 'DELETED') return [];
  const { namespace } = event.object.metadata;
  const names = (event.object as Pod).spec.volumes?.flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []) ?? [];
  return names.map((name) => ({ namespace, name })).filter((key) => read(access, kinds.claim, key)?.metadata.deletionTimestamp !== undefined);
}

function volumeOfClaim({ object }: WatchEvent): readonly ObjectKey[] {
  const { spec, metadata } = object as Claim;
  const names = new Set([spec.volumeName, `pvc-${metadata.uid}`]);
  return [...names].flatMap((name) => (name ? [{ name }] : []));
}
