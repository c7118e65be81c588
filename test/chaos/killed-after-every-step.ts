import type { ChaosWorld } from './chaos-world.js';

const LOOK_MS = 100;
const TIMEOUT_MS = 240_000;

/** Asks for an operation and kills the control plane each time that one more of its steps has been done; it must succeed all the same. */
export async function killedAfterEveryStep(world: ChaosWorld, ask: () => Promise<string>): Promise<void> {
  const id = await ask();
  const startedAt = performance.now();
  let killedAfter = 0;
  for (;;) {
    const { operation } = await world.client().operation({ id });
    const done = operation?.steps.filter(({ state }) => state === 'SUCCEEDED').length ?? 0;
    if (operation?.finishedAt) {
      if (operation.state !== 'SUCCEEDED') throw new Error(`${operation.kind} ended ${operation.state}: ${JSON.stringify(operation)}`);
      if (killedAfter === 0) throw new Error(`${operation.kind} ended before anything could be killed: ${JSON.stringify(operation)}`);
      return;
    }
    if (performance.now() - startedAt > TIMEOUT_MS) throw new Error(`the operation has not ended: ${JSON.stringify(operation)}`);
    if (done > killedAfter) {
      killedAfter = done;
      await world.restartControlPlane?.();
    } else {
      await world.pause(LOOK_MS);
    }
  }
}
