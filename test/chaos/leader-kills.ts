import { setTimeout as pause } from 'node:timers/promises';
import { POSTGRES_OPERATION } from '../../kube/kinds.js';
import { ensureNamespace } from '../support/kubernetes.js';
import type { Suite } from '../support/seeded-run.js';
import { clusterBecomes, isReadyWith, operationEnd } from '../support/test-client.js';
import { startControlPlanes, type ControlPlanes } from './control-planes.js';
import { OPERATIONS, type OperationCase, type OperationWorld } from './leader-kill-operations.js';

/** What came of one kind of operation whose leader was killed. */
export interface LeaderKill {
  readonly operation: string;
  /** How long after the request the leader was killed. */
  readonly killedAfterMs: number;
  /** Its steps that were done by then, of how many. */
  readonly stepsDone: string;
  readonly takenOverMs: number;
  readonly endedMs: number;
  /** What shows that it was done once. */
  readonly once: string;
}

/** How often one is asked for that had ended before the leader could be killed, each time killed sooner. */
const TRIES_MAX = 4;
const END_TIMEOUT_MS = 300_000;

/** How a run is shown. */
export const LEADER_KILLS: Suite<LeaderKill> = {
  name: 'leader-kills', page: 'chaos.md',
  table: (results) => [
    '| Operation | Leader killed after | Steps done then | Another one leads after | Ended after | Done once |',
    '|---|---:|---:|---:|---:|---|',
    ...results.map(({ operation, killedAfterMs, stepsDone, takenOverMs, endedMs, once }) =>
      `| ${operation} | ${(killedAfterMs / 1000).toFixed(2)} s | ${stepsDone} | ${(takenOverMs / 1000).toFixed(1)} s | ${(endedMs / 1000).toFixed(1)} s | ${once} |`),
  ],
};

/** Kills the leader in the middle of every kind of operation; the other process must finish each, once. */
export async function killLeaders(random: () => number, wanted: (name: string) => boolean): Promise<LeaderKill[]> {
  const planes = await startControlPlanes();
  const results: LeaderKill[] = [];
  try {
    await ensureNamespace(planes.kubernetes, 'leaders');
    for (const operation of OPERATIONS.filter(({ name, isNeeded }) => isNeeded === true || wanted(name))) {
      const result = await killOne(planes, operation, random);
      process.stdout.write(`${JSON.stringify(result)}\n`);
      results.push(result);
    }
    return results;
  } finally {
    await planes.stop();
  }
}

const worldOf = async (planes: ControlPlanes): Promise<OperationWorld> =>
  ({ client: await planes.follower(), kubernetes: planes.kubernetes, cluster: { namespace: 'leaders', name: 'herd' } });

const operationsOf = async ({ kubernetes, cluster }: OperationWorld): Promise<number> =>
  (await kubernetes.list(POSTGRES_OPERATION, { namespace: cluster.namespace })).filter(({ spec }) => spec.cluster === cluster.name).length;

async function killOne(planes: ControlPlanes, operation: OperationCase, random: () => number): Promise<LeaderKill> {
  for (let attempt = 1; attempt <= TRIES_MAX; attempt += 1) {
    const world = await worldOf(planes);
    const check = await operation.prepare(world, attempt);
    const before = await operationsOf(world);
    const askedAt = performance.now();
    const id = await operation.ask(world, attempt);
    await pause((random() * operation.withinMs) / attempt);
    const { operation: seen } = await world.client.operation({ id });
    const killedAfterMs = performance.now() - askedAt;
    await planes.killLeader();
    const takenOverMs = await planes.untilTakenOver();
    const end = await operationEnd((await worldOf(planes)).client, id, END_TIMEOUT_MS);
    const endedMs = performance.now() - askedAt;
    if (end.state !== 'SUCCEEDED') throw new Error(`${operation.name} ended ${end.state}: ${JSON.stringify(end)}`);
    const after = await worldOf(planes);
    if (operation.instances > 0) await clusterBecomes(after.client, after.cluster, isReadyWith(operation.instances), END_TIMEOUT_MS);
    const made = await operationsOf(after) - before;
    if (made !== 1) throw new Error(`${operation.name}: ${made} operations were made, not one`);
    const once = await check(after);
    const isInTheMiddle = Date.parse(end.finishedAt ?? '') - Date.parse(end.createdAt) > killedAfterMs;
    const steps = seen?.steps ?? [];
    if (isInTheMiddle) return { operation: operation.name, killedAfterMs, stepsDone: `${steps.filter(({ state }) => state === 'SUCCEEDED').length} of ${steps.length}`, takenOverMs, endedMs, once };
  }
  throw new Error(`${operation.name} had ended each time before the leader was killed`);
}
