import { beforeAll, describe, expect, it } from '@jest/globals';
import './simulated-network.js';
import { KubeError } from '../../kube/kube-error.js';
import { differences, SCENARIOS, type Scenario } from './crash-scenarios.js';
import type { CrashPlace, CrashWorld as World } from './crash-world.js';
import type { Fault, FaultOf } from './operator-life.js';

const { CrashWorld } = await import('./crash-world.js');

let world: World;
beforeAll(async () => { world = await CrashWorld.start(); });

/** What is left of a fault once the client has tried again as often as it does. */
const FAULTS: readonly (readonly [string, Fault])[] = [
  ['429 Too Many Requests', { isDone: false, error: new KubeError(429, 'TooManyRequests', 'the server has received too many requests') }],
  ['409 Conflict', { isDone: false, error: new KubeError(409, 'Conflict', 'the object has been modified') }],
  ['a webhook that times out', { isDone: false, error: new KubeError(500, 'InternalError', 'failed calling webhook "x.example": context deadline exceeded') }],
  ['a token that has expired', { isDone: false, error: new KubeError(401, 'Unauthorized', 'Unauthorized') }],
  ['504 after it was carried out', { isDone: true, error: new KubeError(504, 'Timeout', 'the server was unable to return a response in time: context deadline exceeded') }],
  ['a connection that is cut after it was carried out', { isDone: true, error: new KubeError(0, 'Unreachable', 'the Kubernetes API did not answer (ECONNRESET)') }],
];

/** In `npm test` each fault is tried on some kinds of operation; `CRASH_EVERY_WRITE=1` tries it on all of them. */
const TRIED = 1;
const CASES = FAULTS.flatMap(([fault, what], index) => SCENARIOS
  .filter((_scenario, number) => process.env['CRASH_EVERY_WRITE'] !== undefined || (number + index) % Math.ceil(SCENARIOS.length / TRIED) === 0)
  .map(([operation, scenario]) => ({ fault, what, operation, scenario })));

/** Times that the same write meets its fault before it goes through. */
const FAULTS_EACH = 2;

/** Every write meets a fault the first times that it is tried. */
function everyWriteMeets(fault: Fault): { readonly faultOf: FaultOf; readonly attempts: ReadonlyMap<string, number> } {
  const attempts = new Map<string, number>();
  return {
    attempts,
    faultOf: (write) => {
      const before = attempts.get(write) ?? 0;
      attempts.set(write, before + 1);
      return before < FAULTS_EACH ? fault : undefined;
    },
  };
}

interface Outcome { readonly isReached: boolean; readonly state: unknown; readonly objects: readonly string[]; readonly actions: readonly string[] }

const stateOf = (place: CrashPlace): unknown => (place.operation()?.['status'] as { state?: string } | undefined)?.state;
const hasEnded = (place: CrashPlace) => (): boolean => ['SUCCEEDED', 'FAILED'].includes(String(stateOf(place)));

let places = 0;
const play = async ({ before, ask }: Scenario, faultOf?: FaultOf): Promise<Outcome> => {
  places += 1;
  const place = await world.place(`faults-${places}`);
  if (before !== undefined) {
    await place.ask('CreateCluster', {}, before);
    await place.run(hasEnded(place));
  }
  await ask(place);
  const { isReached } = await place.run(hasEnded(place), faultOf === undefined ? {} : { faultOf });
  return { isReached, state: stateOf(place), objects: place.objects(), actions: place.actions() };
};

/** Attempts of one write beyond its faults and what may follow from a world that changes meanwhile. */
const ATTEMPTS_MAX = 30;

describe('an operator whose every write meets a fault at first', () => {
  it.each(CASES)('ends where it would without: $operation under $fault', async ({ what, scenario }) => {
    const undisturbed = await play(scenario);
    expect(undisturbed).toMatchObject({ isReached: true, state: 'SUCCEEDED' });
    const { faultOf, attempts } = everyWriteMeets(what);
    const disturbed = await play(scenario, faultOf);
    expect({ isReached: disturbed.isReached, state: disturbed.state, actions: disturbed.actions, differing: differences(disturbed.objects, undisturbed.objects) })
      .toEqual({ isReached: true, state: 'SUCCEEDED', actions: undisturbed.actions, differing: [] });
    expect(disturbed.objects).toHaveLength(undisturbed.objects.length);
    expect(attempts.size).toBeGreaterThan(0);
    // Nothing is tried again and again without a wait.
    expect([...attempts].filter(([, count]) => count > ATTEMPTS_MAX)).toEqual([]);
  }, 120_000);
});
