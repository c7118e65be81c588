import { beforeAll, describe, expect, it } from '@jest/globals';
import './simulated-network.js';
import { differences, SCENARIOS, type Scenario } from './crash-scenarios.js';
import type { CrashPlace, CrashWorld as World } from './crash-world.js';

const { CrashWorld } = await import('./crash-world.js');

let world: World;
beforeAll(async () => { world = await CrashWorld.start(); });

interface Outcome { readonly isReached: boolean; readonly objects: readonly string[]; readonly actions: readonly string[]; readonly writes: readonly string[]; readonly state: unknown }

const hasEnded = (place: CrashPlace) => (): boolean => ['SUCCEEDED', 'FAILED'].includes(String(stateOf(place)));
const stateOf = (place: CrashPlace): unknown => (place.operation()?.['status'] as { state?: string } | undefined)?.state;

let places = 0;
const play = async ({ before, ask }: Scenario, lastWrite?: number): Promise<Outcome> => {
  places += 1;
  const place = await world.place(`crash-${places}`);
  if (before !== undefined) {
    await place.ask('CreateCluster', {}, before);
    await place.run(hasEnded(place));
  }
  await ask(place);
  const first = await place.run(hasEnded(place), { lastWrite });
  const last = lastWrite === undefined ? first : await place.run(hasEnded(place));
  return { isReached: last.isReached, objects: place.objects(), actions: place.actions(), writes: first.writes, state: stateOf(place) };
};

/** Writes of each kind of operation that are tried in `npm test`; `CRASH_EVERY_WRITE=1` tries all of them. */
const TRIED = 2;

/** What Patroni is told is always tried: it must not be told twice. */
const isTried = (write: string, index: number, count: number): boolean =>
  process.env['CRASH_EVERY_WRITE'] !== undefined || write.startsWith('POST ') || index % Math.ceil(count / TRIED) === 1;

describe('an operator that is killed after any write', () => {
  it.each(SCENARIOS)('is followed by one that finishes: %s', async (_name, scenario) => {
    const undisturbed = await play(scenario);
    expect(undisturbed).toMatchObject({ isReached: true, state: 'SUCCEEDED', actions: scenario.actions ?? [] });
    const faults: unknown[] = [];
    for (const [index, write] of undisturbed.writes.entries()) {
      if (!isTried(write, index, undisturbed.writes.length)) continue;
      const { objects, isReached, state, actions } = await play(scenario, index + 1);
      const fault = {
        isReached, state, actions, differing: differences(objects, undisturbed.objects), missing: undisturbed.objects.length - objects.length,
      };
      if (!isReached || state !== 'SUCCEEDED' || fault.differing.length > 0 || fault.missing !== 0 || String(actions) !== String(undisturbed.actions)) faults.push({ killedAfter: `${index + 1}: ${write}`, ...fault });
    }
    expect(faults).toEqual([]);
  }, 120_000);
});
