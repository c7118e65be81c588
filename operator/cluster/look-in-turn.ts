import type { DatabaseDesk } from '../instance/database-desk.js';
import type { ClusterLoop } from './loop.js';
import { turnOf } from './pace.js';
import type { ClusterWorld } from './world.js';

/** A task about a pod that runs once in each turn, and at once when its signature is another one. */
export interface PodLook<T> {
  readonly desk: DatabaseDesk<T>;
  /** Uid of the pod. */
  readonly pod: string;
  readonly everyMs: number;
  readonly signature: string;
  readonly task: () => Promise<T>;
}

/** Asks for a look, and has the cluster visited when what came of it was news. Returns after how many milliseconds to ask again. */
export const lookInTurn = <T>(loop: ClusterLoop, { cluster: { metadata } }: ClusterWorld, { desk, pod, everyMs, signature, task }: PodLook<T>): number => {
  const turn = turnOf(pod, everyMs, loop.clock.now());
  const wait = desk.request(pod, `${signature} ${turn.number}`, task, (isNews) => {
    if (isNews) loop.visitSoon(metadata.namespace ?? '', metadata.name);
  });
  return wait ?? turn.nextMs;
};
