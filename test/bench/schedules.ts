import { SCHEDULE_CONFIG_MAP, type ConfigMap } from '../../kube/core-kinds.js';
import { POSTGRES_CLUSTER, POSTGRES_OPERATION } from '../../kube/kinds.js';
import { silentLogger } from '../../kube/logger.js';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import { scheduleData, scheduleLabels } from '../../schema/schedule/write-schedule.js';
import { EventRecorder } from '../../operator/cluster/event-recorder.js';
import type { Alarm } from '../../operator/schedule/alarm.js';
import { runScheduleLoop } from '../../operator/schedule/run-schedule-loop.js';
import { MovedClock } from '../../operator/testing/moved-clock.js';
import { MemoryKube } from '../fake/memory-kube.js';
import { ms, type Benchmark, type BenchTable } from './benchmark.js';

const SCHEDULES = 10_000;
const CLUSTERS = 1_000;
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'];
const START = '2026-06-01T00:59:30Z';
const TICK = '2026-06-01T01:00:00Z';

/** Times that differ from schedule to schedule; one in ten runs every hour, at the same minute. */
const HOURLY = 10;
const cronOf = (index: number): string => (index % HOURLY === 0 ? '0 * * * *' : `${index % 60} ${2 + (index % 20)} * * *`);

const fill = (kube: MemoryKube): void => {
  for (let index = 0; index < CLUSTERS; index += 1) kube.put(POSTGRES_CLUSTER, { metadata: { namespace: 'bench', name: `c${index}`, uid: `u${index}` }, spec: {} });
  for (let index = 0; index < SCHEDULES; index += 1) {
    const cluster = { namespace: 'bench', name: `c${index % CLUSTERS}` };
    const name = `s${index}`;
    const data = scheduleData(name, {
      type: 'POLICY', policy: 'p', cluster, cron: cronOf(index), timeZone: ZONES[index % ZONES.length] ?? 'UTC', suspended: false,
      missedRuns: 'RUN_ONCE', startingDeadlineSeconds: 3600, overlap: 'FORBID', historyLimit: 20,
    }, START);
    kube.put<ConfigMap>(SCHEDULE_CONFIG_MAP, { metadata: { namespace: 'bench', name, labels: scheduleLabels(cluster.name) }, data });
  }
};

interface Run {
  readonly seconds: number;
  /** Time of the processor, which other processes do not lengthen. */
  readonly cpuMs: number;
  readonly heapBytes: number;
}

const measured = async (work: () => Promise<unknown>): Promise<Run> => {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const startedAt = performance.now();
  const cpu = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { seconds: (performance.now() - startedAt) / 1000, cpuMs: (user + system) / 1000, heapBytes: process.memoryUsage().heapUsed - before };
};

/** Moves the clock in small steps until as many runs are recorded as are due. */
const until = async (clock: MovedClock, condition: () => boolean): Promise<void> => {
  while (!condition()) await clock.settle();
};

/** Alarms that all ring at once: a clock that looks through ten thousand timers for each of them would cost more than what is measured. */
class Alarms implements Alarm {
  readonly armed = new Map<object, { readonly atMs: number; readonly action: () => void }>();
  count = 0;

  constructor(private readonly clock: MovedClock) {}

  set(atMs: number, action: () => void): () => void {
    const id = {};
    this.count += 1;
    this.armed.set(id, { atMs, action });
    return () => void this.armed.delete(id);
  }

  due(): number {
    return [...this.armed.values()].filter(({ atMs }) => atMs <= this.clock.now()).length;
  }

  ring(): void {
    for (const [id, { atMs, action }] of [...this.armed]) {
      if (atMs > this.clock.now()) continue;
      this.armed.delete(id);
      action();
    }
  }
}

const run = async (): Promise<BenchTable[]> => {
  const clock = new MovedClock(START);
  const kube = new MemoryKube(() => clock.now());
  fill(kube);
  const alarms = new Alarms(clock);
  const start = (): (() => Promise<void>) => runScheduleLoop({
    cache: kube.cache, writer: kube.client, clock, logger: silentLogger, namespace: 'pgo', alarm: alarms,
    events: new EventRecorder({ writer: kube.client, clock, logger: silentLogger }),
  }, () => 0.5);
  let stop: () => Promise<void> = () => Promise.resolve();
  const first = await measured(async () => {
    stop = start();
    await until(clock, () => alarms.armed.size === SCHEDULES);
  });
  await stop();
  const again = await measured(async () => {
    stop = start();
    await until(clock, () => alarms.armed.size === SCHEDULES);
  });
  const runs = (): number => kube.cache.list<PostgresOperation>(POSTGRES_OPERATION).length;
  await clock.moveTo(TICK);
  const due = alarms.due();
  const tick = await measured(async () => {
    alarms.ring();
    await until(clock, () => runs() >= due && alarms.armed.size === SCHEDULES);
  });
  const recorded = runs();
  await stop();
  const each = ({ cpuMs }: Run, count: number): string => `${Math.round((cpuMs * 1000) / count)} µs`;
  return [{
    title: `${SCHEDULES} schedules of ${CLUSTERS} clusters in ${ZONES.length} time zones, in memory (Kubernetes answers at once)`,
    columns: ['what', 'count', 'in all', 'CPU in all', 'CPU each', 'heap'],
    rows: [
      ['first look, with a note on each', SCHEDULES, ms(first.seconds * 1000), ms(first.cpuMs), each(first, SCHEDULES), `${Math.round(first.heapBytes / 1e6)} MB`],
      ['look after a restart', SCHEDULES, ms(again.seconds * 1000), ms(again.cpuMs), each(again, SCHEDULES), `${Math.round(again.heapBytes / 1e6)} MB`],
      ['tick at which some are due', recorded, ms(tick.seconds * 1000), ms(tick.cpuMs), each(tick, recorded), `${Math.round(tick.heapBytes / 1e6)} MB`],
      ['alarms set', alarms.count, '', '', '', ''],
    ],
    aim: 'A restart looks at ten thousand in seconds, and what is due at the same second is recorded within the second.',
  }];
};

/** What the scheduler costs. */
export const schedules: Benchmark = { name: 'schedules', run };
