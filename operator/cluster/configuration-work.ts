/** Has the instances of a cluster take changed parameters over: asks whether they have read them, restarts what waits. */
import { POSTGRES_OPERATION } from '../../kube/kinds.js';
import { podName } from '../../schema/naming/names.js';
import { withInstance } from '../instance/instance-session.js';
import { nextRestart, type RestartMove } from '../instance/next-restart.js';
import { readSettings } from '../instance/read-settings.js';
import { restartNow } from '../instance/restart-instance.js';
import { SUPERUSER } from '../postgres/instance-layout.js';
import { CONFIGURATION_MARKER } from '../postgres/wanted-parameters.js';
import { configurationState, wantedParameters } from './configuration-state.js';
import { addressOf } from './database-work.js';
import { databaseContainer, instanceReady, podReady, primaryOf } from './instance-health.js';
import { lookInTurn } from './look-in-turn.js';
import type { ClusterLoop } from './loop.js';
import { patroniOf } from './patroni-of.js';
import type { ClusterPlan } from './plan.js';
import type { ClusterWorld, ObservedInstance } from './world.js';

/** How often an instance that waits for a restart is asked again, and a restart that did not help is tried again, in milliseconds. */
const PENDING_LOOK_MS = 5_000;
const RESTART_AGAIN_MS = 60_000;
/** Operations that move or restart instances themselves. */
const BUSY_KINDS: ReadonlySet<string> = new Set(['Restart', 'Switchover', 'Failover', 'Restore', 'UpgradeCluster']);

/** Asks a running instance how far it is: at once when it is told something, or tells of something itself. Returns after how many milliseconds to ask again. */
const requestSettings = (loop: ClusterLoop, world: ClusterWorld, instance: ObservedInstance): number => {
  const address = addressOf(world, instance);
  const { uid = '' } = instance.pod?.metadata ?? {};
  if (address === undefined) return Infinity;
  const wanted = wantedParameters(world);
  const everyMs = (instance.settings?.pending.length ?? 0) > 0 ? PENDING_LOOK_MS : loop.pace().quietMs;
  const run = `${databaseContainer(instance.pod)?.restartCount} ${instance.member?.timeline} ${instance.member?.pendingRestart}`;
  const signature = `${run} ${wanted[CONFIGURATION_MARKER]} ${everyMs}`;
  return lookInTurn(loop, world, { desk: loop.configurations, pod: uid, everyMs, signature, task: () => withInstance(address, SUPERUSER, (session) => readSettings(session, wanted)) });
};

const isBusy = ({ cache }: ClusterLoop, { cluster: { metadata } }: ClusterWorld): boolean =>
  cache.list(POSTGRES_OPERATION, { namespace: metadata.namespace ?? '', cluster: metadata.name })
    .some(({ spec, status }) => BUSY_KINDS.has(spec.kind) && (status?.state === undefined || status.state === 'PENDING' || status.state === 'RUNNING'));

const decide = (world: ClusterWorld): RestartMove => {
  const instances = world.instances.filter(({ statefulSet }) => statefulSet !== undefined);
  return nextRestart(instances.map((instance) => ({
    name: instance.name, isPrimary: instance === primaryOf(world), isReady: instanceReady(world, instance), isDue: (instance.settings?.pending.length ?? 0) > 0,
  })), { isRolling: true, isPrimaryFirst: instances.some(({ settings }) => settings?.isShrinking === true) });
};

/** Restarts the next instance that waits for it, or has the primary hand over before its turn. */
const requestRestart = (loop: ClusterLoop, world: ClusterWorld): void => {
  if (configurationState(world).unread.length > 0 || isBusy(loop, world)) return;
  const move = decide(world);
  if (move.act !== 'restart' && move.act !== 'handOver') return;
  const name = move.act === 'restart' ? move.name : move.from;
  const instance = world.instances.find((candidate) => candidate.name === name);
  const patroni = instance && patroniOf(world, instance);
  if (instance === undefined || patroni === undefined) return;
  const { name: cluster, namespace = '' } = world.cluster.metadata;
  const signature = `${move.act} ${instance.pod?.metadata.uid} ${instance.member?.timeline} ${instance.settings?.marker} ${instance.settings?.pending.join()} ${Math.floor(loop.clock.now() / RESTART_AGAIN_MS)}`;
  loop.restarts.request(`${namespace}/${cluster}`, signature, async () => {
    if (move.act === 'restart') await restartNow(patroni);
    else await patroni.switchover(podName(name));
    return true as const;
  }, () => {
    loop.configurations.forget(instance.pod?.metadata.uid ?? '');
    loop.visitSoon(namespace, cluster);
  });
};

/** Brings changed parameters into force. Returns after how many milliseconds to look again. */
export const requestConfigurationWork = (loop: ClusterLoop, world: ClusterWorld, plan: ClusterPlan): number | undefined => {
  if (world.spec.stopped === true) return undefined;
  const waits = world.instances.filter(({ pod }) => podReady(pod)).map((instance) => requestSettings(loop, world, instance));
  if (plan.outdated === 0 && plan.renew === undefined) requestRestart(loop, world);
  const soonest = Math.min(...waits);
  return Number.isFinite(soonest) ? soonest : undefined;
};
