import { describe, expect, it } from '@jest/globals';
import type { KubeClient } from '../../kube/client/kube-client.js';
import { SCHEDULE_CONFIG_MAP } from '../../kube/core-kinds.js';
import { POSTGRES_CLUSTER, POSTGRES_OPERATION } from '../../kube/kinds.js';
import { startElection, type Election } from '../../kube/lease/leader-election.js';
import { silentLogger } from '../../kube/logger.js';
import { MemoryKube } from '../../test/fake/memory-kube.js';
import { EventRecorder } from '../cluster/event-recorder.js';
import { MovedClock } from '../testing/moved-clock.js';
import { runScheduleLoop } from './run-schedule-loop.js';

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => { setImmediate(resolve); });
};

/** How the leader goes: in order, at once and for ever, or it stands still and goes on when another one leads. */
type Leaving = 'stops' | 'is killed' | 'stalls';

/** Turns of the event loop that a call takes on its way there, and back. */
const LATENCY_TURNS = 2;

/** A process with connections of its own: it takes part in the election, and runs the schedules while it leads. */
class Process {
  readonly election: Election;
  /** Calls wait for it; of a process that was killed it never comes. */
  #gate: Promise<void> = Promise.resolve();

  constructor(readonly identity: string, private readonly world: World) {
    const { clock } = world;
    const client = this.#connected(world.kube.client);
    this.election = startElection({
      client, clock, random: () => 0.5, logger: silentLogger, identity, lease: { namespace: 'pgo', name: 'pgo-operator' },
      lead: () => runScheduleLoop({
        cache: world.kube.cache, writer: client, clock, logger: silentLogger, namespace: 'pgo', events: new EventRecorder({ writer: client, clock, logger: silentLogger }),
        alarm: { set: (atMs, action) => clock.after(atMs - clock.now(), () => {
          world.onTick(this);
          action();
        }) },
      }, () => 0.5),
    });
  }

  /** Its calls get nowhere until what is returned is called. */
  freeze(): () => void {
    let open = (): void => {};
    this.#gate = new Promise((resolve) => { open = resolve; });
    return () => open();
  }

  #connected(client: KubeClient): KubeClient {
    const call = <A extends unknown[], R>(verb: string, work: (...args: A) => Promise<R>) => async (...args: A): Promise<R> => {
      await turns(LATENCY_TURNS);
      await this.#gate;
      const answer = await work(...args);
      if (verb === 'create' && args[0] === POSTGRES_OPERATION) this.world.recordedBy.push(this.identity);
      await turns(LATENCY_TURNS);
      await this.#gate;
      return answer;
    };
    return new Proxy(client, {
      get: (target, verb: string) => call(verb, (Reflect.get(target, verb) as (...args: unknown[]) => Promise<unknown>).bind(target)),
    });
  }
}

class World {
  readonly clock = new MovedClock('2026-03-01T00:59:40Z');
  readonly kube = new MemoryKube(() => this.clock.now());
  /** Who recorded runs: calls that were answered with a new operation. */
  readonly recordedBy: string[] = [];
  onTick: (process: Process) => void = () => {};

  constructor() {
    this.kube.put(POSTGRES_CLUSTER, { metadata: { namespace: 'pgo', name: 'hippo', uid: 'c1' }, spec: {} });
    const json = { version: 'v1', schedule: '0 * * * *', namespace: 'pgo', type: 'policy', cluster: 'hippo', policy: { name: 'p', database: 'hippo' } };
    this.kube.put(SCHEDULE_CONFIG_MAP, { metadata: { name: 's', namespace: 'pgo', labels: { 'crunchy-scheduler': 'true', 'pg-cluster': 'hippo' } }, data: { s: JSON.stringify(json) } });
  }

  get ticks(): unknown[] {
    return this.kube.cache.list(POSTGRES_OPERATION).map(({ spec }) => spec.input?.['tick']);
  }
}

const TICK_MS = Date.parse('2026-03-01T01:00:00Z');

/** Lets the leader go so many turns after the alarm of a tick went off, or a millisecond before it, and the other one take over. Answers who recorded the run. */
const handOver = async (leaving: Leaving, afterTurns: number): Promise<{ ticks: unknown[]; recordedBy: string[] }> => {
  const world = new World();
  const { clock } = world;
  const first = new Process('first', world);
  await clock.moveTo('2026-03-01T00:59:45Z');
  const second = new Process('second', world);
  await clock.moveTo('2026-03-01T00:59:55Z');
  expect([first.election.leading, second.election.leading]).toEqual([true, false]);
  let thaw = (): void => {};
  let stopping: Promise<void> | undefined;
  const leave = (): void => {
    if (leaving === 'stops') stopping = first.election.stop();
    else thaw = first.freeze();
  };
  if (afterTurns < 0) clock.after(TICK_MS - clock.now() - 1, leave);
  else world.onTick = (process) => void (process === first && turns(afterTurns).then(leave));
  await clock.moveTo('2026-03-01T01:00:40Z');
  expect(second.election.leading).toBe(true);
  if (leaving === 'stalls') thaw();
  // Also what a process that stood still had already decided to do has happened then.
  await clock.moveTo('2026-03-01T01:00:50Z');
  // One that was killed does not know it.
  expect([leaving !== 'is killed' && first.election.leading, second.election.leading]).toEqual([false, true]);
  await Promise.all([stopping, second.election.stop(), ...(leaving === 'stalls' ? [first.election.stop()] : [])]);
  return { ticks: world.ticks, recordedBy: world.recordedBy };
};

describe('two electing processes, of which the leader goes in the second of a tick', () => {
  it.each<Leaving>(['stops', 'is killed', 'stalls'])('run the tick exactly once: it %s', async (leaving) => {
    const makers = new Set<string>();
    for (let afterTurns = -1; afterTurns <= 30; afterTurns += 1) {
      const { ticks, recordedBy } = await handOver(leaving, afterTurns);
      expect({ afterTurns, ticks, recorded: recordedBy.length }).toEqual({ afterTurns, ticks: ['2026-03-01T01:00:00.000Z'], recorded: 1 });
      for (const maker of recordedBy) makers.add(maker);
    }
    // The moments reach from before the run was recorded to after it: both have been the one.
    expect([...makers].sort()).toEqual(['first', 'second']);
  });
});
