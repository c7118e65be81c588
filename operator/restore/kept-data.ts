/** Data directories of before a restore: how long they are kept, and their removal when that time is over. */
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import { kubeTime } from '../../kube/kube-time.js';
import { MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import { DATABASE_CONTAINER, podName } from '../../schema/naming/names.js';
import { REPLACED_DATA_HOURS_DEFAULT } from '../../schema/resource/cluster-defaults.js';
import type { KeptDataStatus } from '../../schema/resource/cluster-restore.js';
import { instanceReady, primaryOf } from '../cluster/instance-health.js';
import type { ClusterLoop } from '../cluster/loop.js';
import { turnOf } from '../cluster/pace.js';
import type { ClusterPlan } from '../cluster/plan.js';
import type { ClusterWorld, ObservedInstance } from '../cluster/world.js';
import { KEPT_DATA_SCRIPT, parseKeptData, type KeptDataFacts } from '../instance/kept-data-facts.js';
import { clusterDataDirectory, isOtherVersion, presentData } from './cluster-data.js';

const HOUR_MS = 3_600_000;
/** How often volumes are looked at, in milliseconds. */
const LOOK_EVERY_MS = 600_000;
/** Longest time for a look, or for the removal of directories, in milliseconds. */
const LOOK_TIMEOUT_MS = 600_000;

/** Whether data of before a restore may be on the volumes. Those of before an upgrade go with its end, when that is asked for. */
const mayKeep = (world: ClusterWorld): boolean => world.cluster.spec.restore !== undefined && !isOtherVersion(world);

const factsOf = (world: ClusterWorld): KeptDataFacts[] => {
  const { id } = presentData(world);
  return world.instances.flatMap(({ kept }) => (kept === undefined || kept.data !== id ? [] : [kept]));
};

/** Until when data of before are kept, in milliseconds since the epoch: from the time on that the last instance has the present ones. */
const keptUntilMs = ({ spec }: ClusterWorld, facts: readonly KeptDataFacts[]): number =>
  Math.max(...facts.map(({ sinceMs }) => sinceMs)) + (spec.backups?.retention?.replacedDataHours ?? REPLACED_DATA_HOURS_DEFAULT) * HOUR_MS;

/** What a status says of data of before; what an earlier one said stays until somebody has looked. */
export const keptDataStatus = (world: ClusterWorld): KeptDataStatus | undefined => {
  if (!mayKeep(world)) return undefined;
  const facts = factsOf(world);
  if (facts.length === 0) return world.cluster.status?.keptData;
  const bytes = facts.reduce((sum, one) => sum + one.bytes, 0);
  return bytes === 0 ? undefined : { bytes, until: kubeTime(keptUntilMs(world, facts)) };
};

/** What is to be done about data of before. Nothing of them goes while the cluster does not serve, or while a way leads back to them. */
export const planKeptData = (world: ClusterWorld, plan: Pick<ClusterPlan, 'data'>, nowMs: number): 'nothing' | 'look' | 'end the way back' | 'remove' => {
  const primary = primaryOf(world);
  const serves = plan.data.type === 'settled' && world.spec.stopped !== true && primary !== undefined && instanceReady(world, primary);
  if (!serves || !mayKeep(world)) return 'nothing';
  const facts = factsOf(world);
  const isKnown = primary.kept?.data === presentData(world).id && facts.length >= world.spec.replicas + 1;
  if (!isKnown || nowMs < keptUntilMs(world, facts)) return 'look';
  return world.cluster.spec.restore?.previous === undefined ? 'remove' : 'end the way back';
};

/** Does what is to be done about data of before. Returns after how long to ask again. */
export const requestKeptData = async (loop: ClusterLoop, world: ClusterWorld, plan: ClusterPlan): Promise<number | undefined> => {
  const work = planKeptData(world, plan, loop.clock.now());
  if (work === 'nothing') return undefined;
  if (work === 'end the way back') await endWayBack(loop, world);
  const facts = factsOf(world);
  const leftMs = facts.length === 0 ? Infinity : keptUntilMs(world, facts) - loop.clock.now();
  const waits = world.instances.filter((instance) => instanceReady(world, instance)).map((instance) => requestLook(loop, world, { instance, removes: work === 'remove' }));
  return Math.min(...waits, leftMs > 0 ? leftMs : Infinity);
};

const requestLook = (loop: ClusterLoop, world: ClusterWorld, { instance: { name, pod, kept }, removes }: { readonly instance: ObservedInstance; readonly removes: boolean }): number => {
  const { name: cluster, namespace = '' } = world.cluster.metadata;
  const { uid = '' } = pod?.metadata ?? {};
  const { id } = presentData(world);
  const turn = turnOf(uid, LOOK_EVERY_MS, loop.clock.now());
  const word = removes && kept?.bytes !== 0 ? 'remove' : 'look';
  const waitMs = loop.keptData.request(uid, word === 'remove' ? `${id} remove` : `${id} ${turn.number}`, async () => {
    const command = ['sh', '-c', KEPT_DATA_SCRIPT, 'kept', clusterDataDirectory(world, world.spec.postgresVersion), word];
    const { stdout, stderr } = await loop.pods.exec({ namespace, name: podName(name) }, { container: DATABASE_CONTAINER, command, timeoutMs: LOOK_TIMEOUT_MS });
    return parseKeptData(`${stdout}\n${stderr}`, id);
  }, () => loop.visitSoon(namespace, cluster));
  return waitMs ?? turn.nextMs;
};

/** First nobody can take the way back any more, then what it leads to goes. */
const endWayBack = async ({ writer }: ClusterLoop, { cluster }: ClusterWorld): Promise<void> => {
  const { name, namespace = '', uid, resourceVersion } = cluster.metadata;
  const patch = { metadata: { uid, resourceVersion }, spec: { restore: { previous: null, previousPrimary: null } } };
  await writer.mergePatch(POSTGRES_CLUSTER, { namespace, name }, patch, { manager: MANAGER_OPERATOR });
};
