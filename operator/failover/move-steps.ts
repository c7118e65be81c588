import { LABEL_PATRONI_ROLE } from '../../schema/naming/labels.js';
import { podName } from '../../schema/naming/names.js';
import { instanceReady, primaryOf } from '../cluster/instance-health.js';
import type { ClusterWorld, ObservedInstance } from '../cluster/world.js';
import type { StepNow } from '../operation/operation-steps.js';
import { FENCE, leaderLock } from './leader-lock.js';

/** How long an old primary is waited for before the operation ends without it, in milliseconds. */
export const OLD_PRIMARY_TIMEOUT_MS = 5 * 60_000;

/** Names of the steps of every operation that moves the primary. */
export const MOVE_STEPS = {
  choose: 'Choose the next primary', handOver: 'Hand over', promote: 'Promote', services: 'Move the services', back: 'Bring the old primary back',
} as const;

const LEADER_LABELS = new Set(['master', 'primary']);

const holderOf = (world: ClusterWorld): ObservedInstance | undefined => {
  const holder = leaderLock(world)?.holder;
  return holder === FENCE ? undefined : world.instances.find(({ name }) => podName(name) === holder);
};

/** The steps of a move whose lock has moved. */
export const stepsAfterMove = (world: ClusterWorld, { from, ageMs }: { readonly from?: string | undefined; readonly ageMs: number }): StepNow[] => {
  const leader = holderOf(world);
  const name = leader?.name ?? 'the next primary';
  const promoted = leader !== undefined && primaryOf(world) === leader;
  const serves = promoted && LEADER_LABELS.has(leader.pod?.metadata.labels?.[LABEL_PATRONI_ROLE] ?? '');
  return [
    { name: MOVE_STEPS.choose, done: true, message: `${name} was chosen.` },
    { name: MOVE_STEPS.handOver, done: true, message: `${name} holds the lock.` },
    { name: MOVE_STEPS.promote, done: promoted, message: promoted ? `${name} accepts writes.` : `${name} is being promoted.` },
    { name: MOVE_STEPS.services, done: serves, waiting: !promoted, message: serves ? `The primary service leads to ${name}.` : 'The primary service does not lead to it yet.' },
    { ...backStep(world, leader, { from, ageMs }), waiting: !serves },
  ];
};

/** Whether an instance is a replica that is ready, as the loop of the cluster, which asks it, has found too. */
const followsAgain = (world: ClusterWorld, instance: ObservedInstance): boolean => {
  const told = world.cluster.status?.instances?.find(({ name }) => name === instance.name);
  return instanceReady(world, instance) && told?.ready === true && (told.role === 'REPLICA' || told.role === 'SYNC_REPLICA');
};

const backStep = (world: ClusterWorld, leader: ObservedInstance | undefined, { from, ageMs }: { readonly from?: string | undefined; readonly ageMs: number }): StepNow => {
  const name = MOVE_STEPS.back;
  const old = world.instances.filter((instance) => instance !== leader && (from === undefined || instance.name === from));
  const missing = old.find((instance) => !followsAgain(world, instance));
  if (leader !== undefined && missing === undefined) return { name, done: true, message: from === undefined ? 'Every replica follows.' : `${from} follows as a replica.` };
  if (ageMs < OLD_PRIMARY_TIMEOUT_MS) return { name, done: false, message: `${missing?.name ?? 'It'} is not a ready replica yet.` };
  return { name, done: true, message: `${missing?.name ?? 'It'} is not back; it becomes a replica as soon as it is.` };
};

/** The steps of a move that is under way. */
export const stepsBeforeMove = (chosen: string | undefined, message: string): StepNow[] => [
  { name: MOVE_STEPS.choose, done: chosen !== undefined, message: chosen === undefined ? message : `${chosen} was chosen.` },
  { name: MOVE_STEPS.handOver, done: false, waiting: chosen === undefined, message },
  ...[MOVE_STEPS.promote, MOVE_STEPS.services, MOVE_STEPS.back].map((name): StepNow => ({ name, done: false, waiting: true, message: '' })),
];
