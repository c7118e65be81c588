import { SCHEDULE_CONFIG_MAP, type ConfigMap } from '../../kube/core-kinds.js';
import type { Key } from '../../kube/kube-object.js';
import { POSTGRES_CLUSTER, POSTGRES_OPERATION } from '../../kube/kinds.js';
import { objectQueue, type ObjectQueue } from '../../kube/queue/object-queue.js';
import { settled } from '../../kube/queue/work-queue.js';
import { readSchedule } from '../../schema/schedule/read-schedule.js';
import { LABEL_SCHEDULE } from '../../schema/schedule/schedule.js';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import type { ScheduleLoop } from './schedule-loop.js';
import { visitSchedule } from './visit-schedule.js';

/** Between two visits other work gets its turn, also when thousands are due at once. */
const breathe = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

/** Visits schedules when they change, when their cluster changes and when they are due; returns the function that ends it. */
export const runScheduleLoop = (loop: ScheduleLoop, random: () => number): (() => Promise<void>) => {
  const { cache, clock, alarm, logger } = loop;
  const alarms = new Map<string, { readonly atMs: number; readonly cancel: () => void }>();
  const wake = (key: Key, atMs: number | undefined): void => {
    const id = `${key.namespace}/${key.name}`;
    if (alarms.get(id)?.atMs === atMs) return;
    alarms.get(id)?.cancel();
    alarms.delete(id);
    if (atMs === undefined) return;
    alarms.set(id, { atMs, cancel: alarm.set(atMs, () => {
      alarms.delete(id);
      queue.add(key);
    }) });
  };
  const queue: ObjectQueue = objectQueue({
    name: 'schedule', clock, random, logger, subject: 'schedule', sentence: 'a visit of a schedule failed; trying again',
    visit: async (key) => {
      await breathe();
      const atMs = await visitSchedule(loop, key);
      if (!isStopped) wake(key, atMs);
      return settled;
    },
  });
  let isStopped = false;
  const ends = watch(loop, ({ metadata }) => queue.add(metadata));
  for (const { metadata } of cache.list(SCHEDULE_CONFIG_MAP)) queue.add(metadata);
  return async () => {
    isStopped = true;
    for (const end of ends) end();
    await queue.stop();
    for (const { cancel } of alarms.values()) cancel();
    alarms.clear();
  };
};

const stateText = (operation: PostgresOperation | undefined): string | undefined => operation?.status?.state;

/** Calls `visit` for what changes of a schedule, and tells of runs that fail. */
const watch = (loop: ScheduleLoop, visit: (configMap: ConfigMap) => void): (() => void)[] => {
  const { cache, events, namespace } = loop;
  return [
    cache.onChange(SCHEDULE_CONFIG_MAP, ({ object }) => visit(object)),
    cache.onChange(POSTGRES_CLUSTER, ({ type, object, previous }) => {
      // Of a cluster only its coming and going matters; how it is, is looked at when a run is due.
      if (type === 'MODIFIED' && previous?.metadata.uid === object.metadata.uid) return;
      const { name } = object.metadata;
      for (const configMap of cache.list(SCHEDULE_CONFIG_MAP)) {
        const { cluster } = readSchedule(configMap, namespace).schedule;
        if (cluster.name === name && cluster.namespace === object.metadata.namespace) visit(configMap);
      }
    }),
    cache.onChange(POSTGRES_OPERATION, ({ object, previous }) => {
      if (object.metadata.labels?.[LABEL_SCHEDULE] === undefined || stateText(object) === stateText(previous) || stateText(object) !== 'FAILED') return;
      const { schedule, scheduleNamespace } = object.spec.input ?? {};
      const configMap = cache.get(SCHEDULE_CONFIG_MAP, { namespace: String(scheduleNamespace), name: String(schedule) });
      if (configMap === undefined) return;
      events.record(configMap, { type: 'Warning', reason: 'RunFailed', message: `The run ${object.metadata.name} failed. ${object.status?.error?.message ?? ''}` });
    }),
  ];
};
