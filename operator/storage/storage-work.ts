import type { PodAccess } from '../../kube/client/kube-connection.js';
import { fullnessOf } from '../../schema/storage/volume-usage.js';
import type { VolumeUsage } from '../../schema/storage/volume-usage.js';
import { containerRuns, databaseContainer, podReady } from '../cluster/instance-health.js';
import { turnOf } from '../cluster/pace.js';
import type { ClusterWorld, ObservedInstance } from '../cluster/world.js';
import type { DatabaseDesk } from '../instance/database-desk.js';
import { measureVolumes } from './measure-volumes.js';
import { fullestVolume } from './fullest-volume.js';

/** How often volumes are measured that fill or whose instance is not ready, in milliseconds. */
const LOOK_WHILE_FILLING_MS = 10_000;

/** What measuring needs of the loop. */
export interface StorageWork {
  readonly pods: Pick<PodAccess, 'exec'>;
  readonly clock: { now(): number };
  /** What was measured, by pod. */
  readonly volumes: DatabaseDesk<VolumeUsage | null>;
}

/** Asks for what the instances of a cluster take of their volumes: what has room every `lookMs`. Returns after how long to ask again. */
export const requestStorageWork = (work: StorageWork, world: ClusterWorld, { lookMs, visitSoon }: { readonly lookMs: number; readonly visitSoon: () => void }): number | undefined => {
  const waits = world.instances.filter(({ pod }) => containerRuns(pod)).map((instance) => requestInstance(work, instance, lookMs, visitSoon));
  return waits.length === 0 ? undefined : Math.min(...waits);
};

const requestInstance = ({ pods, clock, volumes }: StorageWork, instance: ObservedInstance, calmMs: number, visitSoon: () => void): number => {
  const { uid = '', name = '', namespace = '' } = instance.pod?.metadata ?? {};
  const ready = podReady(instance.pod);
  const fullest = fullestVolume(instance);
  const everyMs = ready && (fullest === undefined || fullnessOf(fullest.share) === 'free') ? calmMs : Math.min(calmMs, LOOK_WHILE_FILLING_MS);
  const turn = turnOf(uid, everyMs, clock.now());
  const sizes = [instance.claim, instance.walClaim].map((claim) => claim?.status?.capacity?.['storage']).join(' ');
  volumes.request(uid, `${databaseContainer(instance.pod)?.restartCount} ${ready} ${sizes} ${everyMs} ${turn.number}`, () => measureVolumes(pods, { namespace, name }), (isNews) => {
    if (isNews) visitSoon();
  });
  return turn.nextMs;
};
