import type { PodAccess } from '../../kube/client/kube-connection.js';
import { fullnessOf } from '../../schema/storage/volume-usage.js';
import type { VolumeSpace, VolumeUsage } from '../../schema/storage/volume-usage.js';
import { containerRuns, databaseContainer, podReady } from '../cluster/instance-health.js';
import type { StorageSpec } from '../../schema/resource/cluster-storage.js';
import { turnOf, type Pace } from '../cluster/pace.js';
import type { PersistentVolumeClaim } from '../../kube/core-kinds.js';
import type { ClusterWorld, ObservedInstance } from '../cluster/world.js';
import type { DatabaseDesk } from '../instance/database-desk.js';
import { measureVolumes } from './measure-volumes.js';
import { fullestVolume } from './fullest-volume.js';
import { growsSoon } from './plan-growth.js';

/** How often volumes are measured that fill or whose instance is not ready, in milliseconds. */
const LOOK_WHILE_FILLING_MS = 10_000;

/** What measuring needs of the loop. */
export interface StorageWork {
  readonly pods: Pick<PodAccess, 'exec'>;
  readonly clock: { now(): number };
  /** What was measured, by pod. */
  readonly volumes: DatabaseDesk<VolumeUsage | null>;
}

/** How often volumes with room are measured, and those that are not written to. */
type StoragePace = Pick<Pace, 'lookMs' | 'quietMs'>;

/** What an instance's measuring hangs on beside the instance. */
interface Circumstances {
  /** The instances of a cluster have their turns together: one visit serves them all. */
  readonly subject: string;
  /** Position in the WAL that the leader last told. */
  readonly position: number | undefined;
  readonly pace: StoragePace;
  readonly storage: StorageSpec;
  readonly visitSoon: () => void;
}

/** Asks for what the instances of a cluster take of their volumes. Returns after how long to ask again. */
export const requestStorageWork = (work: StorageWork, world: ClusterWorld, { visitSoon, ...pace }: StoragePace & { readonly visitSoon: () => void }): number | undefined => {
  const circumstances = { storage: world.spec.storage, subject: world.cluster.metadata.uid ?? '', position: world.patroni.leaderWalPosition, pace, visitSoon };
  const waits = world.instances.filter(({ pod }) => containerRuns(pod)).map((instance) => requestInstance(work, instance, circumstances));
  return waits.length === 0 ? undefined : Math.min(...waits);
};

const requestInstance = ({ pods, clock, volumes }: StorageWork, instance: ObservedInstance, circumstances: Circumstances): number => {
  const { uid = '', name = '', namespace = '' } = instance.pod?.metadata ?? {};
  const { signature, nextMs } = storageTurn(instance, circumstances, { nowMs: clock.now(), before: volumes.finding(uid)?.signature });
  volumes.request(uid, signature, async () => withClaimed(await measureVolumes(pods, { namespace, name }), instance), (isNews) => {
    if (isNews) circumstances.visitSoon();
  });
  return nextMs;
};

const capacityOf = (claim: PersistentVolumeClaim | undefined): string | undefined => claim?.status?.capacity?.['storage'];

/** What was measured before a volume grew says nothing of the larger one. */
const withClaimed = (usage: VolumeUsage | null, { claim, walClaim }: ObservedInstance): VolumeUsage | null => {
  const space = (measured: VolumeSpace, size: string | undefined): VolumeSpace => ({ ...measured, ...(size === undefined ? {} : { claimed: size }) });
  return usage && { ...usage, data: space(usage.data, capacityOf(claim)), ...(usage.wal === undefined ? {} : { wal: space(usage.wal, capacityOf(walClaim)) }) };
};

/** The turn of measuring that an instance is in: another signature than that of the last time makes a measurement due. */
const storageTurn = (
  instance: ObservedInstance, { subject, position, storage, pace: { lookMs, quietMs } }: Circumstances, { nowMs, before = '' }: { readonly nowMs: number; readonly before: string | undefined },
): { readonly signature: string; readonly nextMs: number } => {
  const isCalm = podReady(instance.pod) && isRoomy(instance);
  const everyMs = isCalm ? lookMs : Math.min(lookMs, LOOK_WHILE_FILLING_MS);
  const turn = turnOf(subject, everyMs, nowMs);
  // Seldom, and not never: what is not in the WAL fills them, too. One that is about to grow by itself must not wait until it is full.
  const quiet = turnOf(subject, isCalm && !growsSoon(instance, storage) ? Math.max(lookMs, quietMs) : everyMs, nowMs);
  const sizes = [instance.claim, instance.walClaim].map(capacityOf).join(',');
  const state = `${databaseContainer(instance.pod)?.restartCount} ${podReady(instance.pod)} ${sizes} ${everyMs} `;
  const unwritten = `${state}${position} ${quiet.number} `;
  // Nothing was written since it was measured: the turn of then goes on.
  if (position !== undefined && before.startsWith(unwritten)) return { signature: before, nextMs: quiet.nextMs };
  const isSameTurn = before.startsWith(state) && before.endsWith(` ${turn.number}`);
  return { signature: isSameTurn ? before : `${unwritten}${turn.number}`, nextMs: turn.nextMs };
};

const isRoomy = (instance: ObservedInstance): boolean => {
  const fullest = fullestVolume(instance);
  return fullest === undefined || fullnessOf(fullest.share) === 'free';
};
