import { describe, expect, it } from '@jest/globals';
import { EVENT, SCHEDULE_CONFIG_MAP, type KubeEvent } from '../../kube/core-kinds.js';
import { POSTGRES_CLUSTER, POSTGRES_OPERATION } from '../../kube/kinds.js';
import { startElection, type Election } from '../../kube/lease/leader-election.js';
import { silentLogger } from '../../kube/logger.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import { MemoryKube } from '../../test/fake/memory-kube.js';
import { EventRecorder } from '../cluster/event-recorder.js';
import { MovedClock } from '../testing/moved-clock.js';
import { runScheduleLoop } from './run-schedule-loop.js';

const START = '2026-03-01T00:30:00Z';

class World {
  readonly clock = new MovedClock(START);
  readonly kube = new MemoryKube(() => this.clock.now());

  constructor() {
    this.kube.put(POSTGRES_CLUSTER, { metadata: { namespace: 'pgo', name: 'hippo', uid: 'c1' }, spec: {} });
  }

  /** Starts a scheduler of its own; returns what ends it. */
  start(): () => Promise<void> {
    const { clock, kube } = this;
    return runScheduleLoop({
      cache: kube.cache, writer: kube.client, clock, logger: silentLogger, namespace: 'pgo', events: new EventRecorder({ writer: kube.client, clock, logger: silentLogger }),
      alarm: { set: (atMs, action) => clock.after(atMs - clock.now(), action) },
    }, () => 0.5);
  }

  schedule(json: object | string, { namespace = 'pgo', labels = {} }: { namespace?: string; labels?: Record<string, string> } = {}): void {
    const text = typeof json === 'string' ? json : JSON.stringify({ version: 'v1', type: 'policy', cluster: 'hippo', namespace: 'pgo', policy: { name: 'p', database: 'hippo' }, ...json });
    const { annotations, uid, creationTimestamp } = this.configMap(namespace)?.metadata ?? {};
    this.kube.put(SCHEDULE_CONFIG_MAP, {
      metadata: { name: 's', namespace, labels: { 'crunchy-scheduler': 'true', 'pg-cluster': 'hippo', ...labels }, annotations, ...(uid === undefined ? {} : { uid, creationTimestamp }) }, data: { s: text },
    });
  }

  configMap(namespace = 'pgo'): { metadata: { annotations?: Record<string, string>; uid?: string; creationTimestamp?: string } } | undefined {
    return this.kube.cache.get(SCHEDULE_CONFIG_MAP, { namespace, name: 's' });
  }

  get runs(): readonly PostgresOperation[] {
    return this.kube.cache.list(POSTGRES_OPERATION);
  }

  /** The times of the runs, and why they were skipped. */
  get ticks(): string[] {
    return this.runs.map(({ spec }) => [spec.input?.['tick'], spec.input?.['skipped']].filter(Boolean).join(' ')).sort();
  }

  end(state: 'SUCCEEDED' | 'FAILED' = 'SUCCEEDED'): void {
    for (const run of this.runs.filter(({ status }) => status === undefined)) {
      const error = state === 'FAILED' ? { error: { code: 'SQL_ERROR', message: 'line 1: no', suggestion: '' } } : {};
      this.kube.put(POSTGRES_OPERATION, { ...run, status: { state, finishedAt: new Date(this.clock.now()).toISOString(), ...error } });
    }
  }

  get events(): string[] {
    return this.kube.cache.list<KubeEvent>(EVENT).map(({ reason, message }) => `${reason}: ${message}`);
  }
}

describe('the scheduler', () => {
  it('runs a schedule at its times, once each', async () => {
    const world = new World();
    world.schedule({ schedule: '0 * * * *' });
    const stop = world.start();
    for (const hour of ['01', '02', '03']) {
      await world.clock.moveTo(`2026-03-01T${hour}:10:00Z`);
      world.end();
    }
    expect(world.ticks).toEqual(['2026-03-01T01:00:00.000Z', '2026-03-01T02:00:00.000Z', '2026-03-01T03:00:00.000Z']);
    expect(world.runs[0]).toMatchObject({
      metadata: { namespace: 'pgo', labels: { 'pgo.dev/cluster': 'hippo' } },
      spec: { kind: 'RunSchedule', cluster: 'hippo', clusterUid: 'c1', requestedBy: 'schedule/s', input: { policy: 'p', targets: [{ cluster: 'hippo', database: 'hippo' }] } },
    });
    await stop();
  });

  it('honours an edit at once, and runs nothing for times that had passed before it', async () => {
    const world = new World();
    world.schedule({ schedule: '0 12 * * *' });
    const stop = world.start();
    await world.clock.moveTo('2026-03-01T01:10:00Z');
    world.schedule({ schedule: '5,20 1 * * *' });
    await world.clock.moveTo('2026-03-01T01:30:00Z');
    expect(world.ticks).toEqual(['2026-03-01T01:20:00.000Z']);
    await stop();
  });

  it('stops when it is deleted, rests when it is suspended, and catches nothing up when it is resumed', async () => {
    const world = new World();
    const stop = world.start();
    world.schedule({ schedule: '0 * * * *' });
    await world.clock.moveTo('2026-03-01T00:50:00Z');
    world.schedule({ schedule: '0 * * * *', suspended: true });
    await world.clock.moveTo('2026-03-01T01:10:00Z');
    world.schedule({ schedule: '0 * * * *' });
    await world.clock.moveTo('2026-03-01T01:50:00Z');
    await world.kube.client.delete(SCHEDULE_CONFIG_MAP, { namespace: 'pgo', name: 's' });
    await world.clock.moveTo('2026-03-01T05:00:00Z');
    expect(world.ticks).toEqual([]);
    await stop();
  });

  it.each<[string, object | string, RegExp]>([
    ['no JSON', '{ "schedule": ', /no JSON object/], ['a wrong time', { schedule: '0 99 * * *' }, /schedule: .*99/], ['an unknown type', { schedule: '@daily', type: 'pgbasebackup' }, /type "pgbasebackup"/],
    ['a cluster that is not there', { schedule: '@daily', cluster: 'ghost' }, /no cluster "ghost"/], ['no policy', { schedule: '@daily', policy: {} }, /policy.name/],
  ])('says on the object that it is wrong: %s; and no longer once it is mended', async (_name, json, fault) => {
    const world = new World();
    world.schedule(json);
    const stop = world.start();
    await world.clock.settle();
    expect(world.configMap()?.metadata.annotations?.['pgo.dev/schedule-error']).toMatch(fault);
    expect(world.events).toEqual([expect.stringMatching(/^ScheduleInvalid: /)]);
    world.schedule({ schedule: '0 * * * *' });
    await world.clock.moveTo('2026-03-01T01:01:00Z');
    expect(world.configMap()?.metadata.annotations).not.toHaveProperty(['pgo.dev/schedule-error']);
    expect(world.ticks).toEqual(['2026-03-01T01:00:00.000Z']);
    await stop();
  });

  it('does not let a namespace have things done in another one', async () => {
    const world = new World();
    world.schedule({ schedule: '0 * * * *' }, { namespace: 'other' });
    const stop = world.start();
    await world.clock.moveTo('2026-03-01T02:01:00Z');
    expect(world.ticks).toEqual([]);
    expect(world.configMap('other')?.metadata.annotations?.['pgo.dev/schedule-error']).toMatch(/namespace of the operator/);
    await stop();
  });

  it('never runs beside the run before, unless that is allowed', async () => {
    const world = new World();
    world.schedule({ schedule: '0 * * * *' });
    const stop = world.start();
    await world.clock.moveTo('2026-03-01T02:01:00Z');
    expect(world.ticks).toEqual(['2026-03-01T01:00:00.000Z', expect.stringMatching(/^2026-03-01T02:00:00.000Z The run before has not ended/)]);
    expect(world.events).toEqual([expect.stringMatching(/^RunSkipped: /)]);
    world.schedule({ schedule: '0 * * * *', overlap: 'allow' });
    await world.clock.moveTo('2026-03-01T03:01:00Z');
    expect(world.ticks.at(-1)).toBe('2026-03-01T03:00:00.000Z');
    await stop();
  });

  it.each<[string, Pick<PostgresCluster, 'spec' | 'status'>, string]>([
    ['is stopped', { spec: { stopped: true } }, 'The cluster is stopped.'],
    ['follows another cluster', { spec: {}, status: { standby: { following: true, streaming: true, source: 'pgo/far' } } }, 'The cluster is a standby.'],
    ['has a leader that only replays', { spec: {}, status: { instances: [{ name: 'hippo-1', role: 'STANDBY_LEADER', state: 'streaming', ready: true }] } }, 'The cluster is a standby.'],
  ])('skips a cluster that %s visibly, but starts one that is stopped', async (_name, cluster, reason) => {
    const world = new World();
    world.kube.put(POSTGRES_CLUSTER, { metadata: { namespace: 'pgo', name: 'hippo', uid: 'c1' }, ...cluster });
    world.schedule({ schedule: '0 * * * *' });
    const stop = world.start();
    await world.clock.moveTo('2026-03-01T01:01:00Z');
    expect(world.ticks).toEqual([`2026-03-01T01:00:00.000Z ${reason}`]);
    world.end();
    world.schedule({ schedule: '0 * * * *', type: 'start' });
    await world.clock.moveTo('2026-03-01T02:01:00Z');
    expect(world.ticks.at(-1)).toBe('2026-03-01T02:00:00.000Z');
    await stop();
  });

  it('says that its cluster is gone, and begins anew with the next one of that name', async () => {
    const world = new World();
    world.schedule({ schedule: '0 * * * *' });
    const stop = world.start();
    await world.clock.moveTo('2026-03-01T00:40:00Z');
    await world.kube.client.delete(POSTGRES_CLUSTER, { namespace: 'pgo', name: 'hippo' });
    await world.clock.moveTo('2026-03-01T02:10:00Z');
    expect(world.configMap()?.metadata.annotations?.['pgo.dev/schedule-error']).toMatch(/no cluster "hippo"/);
    expect(world.ticks).toEqual([]);
    world.kube.put(POSTGRES_CLUSTER, { metadata: { namespace: 'pgo', name: 'hippo', uid: 'c2' }, spec: {} });
    await world.clock.moveTo('2026-03-01T03:10:00Z');
    expect(world.configMap()?.metadata.annotations).not.toHaveProperty(['pgo.dev/schedule-error']);
    expect(world.ticks).toEqual(['2026-03-01T03:00:00.000Z']);
    await stop();
  });

  it('tells of a run that fails', async () => {
    const world = new World();
    world.schedule({ schedule: '0 * * * *' });
    const stop = world.start();
    await world.clock.moveTo('2026-03-01T01:01:00Z');
    world.end('FAILED');
    await world.clock.settle();
    expect(world.events).toEqual([expect.stringMatching(/^RunFailed: .*line 1: no/)]);
    await stop();
  });

  it('keeps as many ended runs as it is to', async () => {
    const world = new World();
    world.schedule({ schedule: '*/10 * * * *', historyLimit: 3 });
    const stop = world.start();
    for (const minute of ['00', '10', '20', '30', '40', '50']) {
      await world.clock.moveTo(`2026-03-01T01:${minute}:30Z`);
      world.end();
    }
    expect(world.runs.length).toBeLessThanOrEqual(4);
    expect(world.ticks.at(-1)).toBe('2026-03-01T01:50:00.000Z');
    await stop();
  });

  it('keeps one that somebody asked for with an idempotency key until that is over', async () => {
    const world = new World();
    world.schedule({ schedule: '*/10 * * * *', historyLimit: 1 });
    const stop = world.start();
    const tickAndEnd = async (minute: string): Promise<void> => {
      await world.clock.moveTo(`2026-03-01T01:${minute}:30Z`);
      world.end();
    };
    await tickAndEnd('00');
    const [run] = world.runs;
    if (run === undefined) throw new Error('There is no run.');
    world.kube.put(POSTGRES_OPERATION, { ...run, metadata: { ...run.metadata, annotations: { 'pgo.dev/kept-until': '2026-03-01T01:35:00Z' } } });
    for (const minute of ['10', '20', '30']) await tickAndEnd(minute);
    expect(world.runs.map(({ metadata }) => metadata.name)).toContain(run.metadata.name);
    for (const minute of ['40', '50']) await tickAndEnd(minute);
    expect(world.runs.map(({ metadata }) => metadata.name)).not.toContain(run.metadata.name);
    await stop();
  });
});

describe('after downtime', () => {
  it.each<[string, object, string, string[]]>([
    ['the last missed run runs once', {}, '2026-03-01T04:30:00Z', ['2026-03-01T04:00:00.000Z']],
    ['not later than its deadline', { startingDeadlineSeconds: 600 }, '2026-03-01T04:30:00Z', ['2026-03-01T04:00:00.000Z It was missed: no scheduler ran at its time, nor within 600 seconds after.']],
    ['or not at all', { missedRuns: 'skip' }, '2026-03-01T04:02:00Z', ['2026-03-01T04:00:00.000Z It was missed: no scheduler ran at its time, and missed runs are skipped.']],
    ['but a moment is no downtime', { missedRuns: 'skip' }, '2026-03-01T04:00:20Z', ['2026-03-01T04:00:00.000Z']],
  ])('%s', async (_name, more, back, ticks) => {
    const world = new World();
    world.schedule({ schedule: '0 * * * *', ...more });
    await world.start()();
    const before = world.start();
    await world.clock.settle();
    await before();
    await world.clock.moveTo(back);
    const stop = world.start();
    await world.clock.settle();
    expect(world.ticks).toEqual(ticks);
    await stop();
    const again = world.start();
    await world.clock.settle();
    expect(world.ticks).toEqual(ticks);
    await again();
  });

  it('runs a tick once, wherever a process was killed', async () => {
    for (const kind of ['PostgresOperation', 'ConfigMap']) {
      const world = new World();
      world.schedule({ schedule: '0 * * * *' });
      const first = world.start();
      await world.clock.moveTo('2026-03-01T00:59:00Z');
      world.kube.fail(kind === 'ConfigMap' ? 'patch' : 'create', kind, new Error('killed'));
      await world.clock.moveTo('2026-03-01T01:00:00Z');
      await first();
      world.end();
      const second = world.start();
      await world.clock.moveTo('2026-03-01T01:20:00Z');
      expect(world.ticks).toEqual(['2026-03-01T01:00:00.000Z']);
      await second();
    }
  });
});

describe('two processes', () => {
  const elect = (world: World, identity: string): Election => startElection({
    client: world.kube.client, clock: world.clock, random: () => 0.5, logger: silentLogger, identity, lease: { namespace: 'pgo', name: 'pgo-operator' }, lead: () => world.start(),
  });

  it('run each tick exactly once, though leadership moves after every one', async () => {
    const world = new World();
    world.schedule({ schedule: '* * * * *', historyLimit: 100 });
    let [leader, other] = [elect(world, 'a'), elect(world, 'b')];
    for (let minute = 31; minute < 60; minute += 1) {
      await world.clock.moveTo(`2026-03-01T00:${minute}:00Z`);
      const stopping = leader.stop();
      await world.clock.moveTo(`2026-03-01T00:${minute}:10Z`);
      await stopping;
      world.end();
      [leader, other] = [other, elect(world, minute % 2 === 0 ? 'b' : 'a')];
    }
    expect(world.ticks).toEqual(Array.from({ length: 29 }, (_, index) => `2026-03-01T00:${index + 31}:00.000Z`));
    await Promise.all([leader.stop(), other.stop()]);
  });

  it('run each tick exactly once even while both act', async () => {
    const world = new World();
    world.schedule({ schedule: '* * * * *' });
    const stops = [world.start(), world.start(), world.start()];
    for (let minute = 31; minute < 41; minute += 1) {
      await world.clock.moveTo(`2026-03-01T00:${minute}:01Z`);
      world.end();
    }
    expect(world.kube.writes.filter((write) => write.startsWith('create PostgresOperation/'))).toHaveLength(10);
    await Promise.all(stops.map((stop) => stop()));
  });
});
