import { describe, expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { SCHEDULE_CONFIG_MAP } from '../../kube/core-kinds.js';
import { POSTGRES_OPERATION } from '../../kube/kinds.js';
import type { OperationState, PostgresOperation } from '../../schema/resource/postgres-operation.js';
import { LABEL_SCHEDULE } from '../../schema/schedule/schedule.js';
import { MemoryKube } from '../../test/fake/memory-kube.js';
import { watchSchedules } from './schedule-metrics.js';

const SERIES = 'pgo_schedule_last_run_failed{namespace="shop",schedule="nightly",cluster="hippo",type="backup"}';

const start = (): { metrics: () => Promise<string>; run: (name: string, state: OperationState | undefined, options?: { minute?: number; skipped?: string; label?: string }) => void; kube: MemoryKube } => {
  const kube = new MemoryKube();
  const registry = new Registry();
  watchSchedules([registry], kube.cache);
  const { metadata: { uid = '' } } = kube.put(SCHEDULE_CONFIG_MAP, { metadata: { namespace: 'shop', name: 'nightly' } });
  return {
    kube,
    metrics: () => registry.metrics(),
    run: (name, state, { minute = 0, skipped, label = uid } = {}) => {
      const status = state === undefined ? {} : { status: { state, finishedAt: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString() } };
      kube.put<PostgresOperation>(POSTGRES_OPERATION, {
        metadata: { namespace: 'shop', name, labels: { [LABEL_SCHEDULE]: label } }, ...status,
        spec: { kind: 'RunSchedule', cluster: 'hippo', requestedBy: 'schedule/nightly', input: { type: 'BACKUP', ...(skipped === undefined ? {} : { skipped }) } },
      });
    },
  };
};

describe('the last run of a schedule', () => {
  const cases: { name: string; runs: [OperationState | undefined, { minute: number; skipped?: string; label?: string }][]; line: string | undefined }[] = [
    { name: 'is unknown before there is one', runs: [], line: undefined },
    { name: 'is unknown while it goes on', runs: [[undefined, { minute: 0 }]], line: undefined },
    { name: 'failed', runs: [['SUCCEEDED', { minute: 1 }], ['FAILED', { minute: 2 }]], line: `${SERIES} 1` },
    { name: 'is the one that ended last, in whatever order they are listed', runs: [['SUCCEEDED', { minute: 2 }], ['FAILED', { minute: 1 }]], line: `${SERIES} 0` },
    { name: 'still failed after one that was skipped', runs: [['FAILED', { minute: 1 }], ['CANCELLED', { minute: 2, skipped: 'The cluster is stopped.' }]], line: `${SERIES} 1` },
    { name: 'is not that of a schedule of the same name before', runs: [['FAILED', { minute: 1, label: 'another' }]], line: undefined },
  ];
  test.each(cases)('$name', async ({ runs, line }) => {
    const { metrics, run } = start();
    runs.forEach(([state, options], index) => run(`run-${index}`, state, options));
    const text = await metrics();
    expect(text.split('\n').filter((found) => found.startsWith('pgo_schedule_last_run_failed{'))).toEqual(line === undefined ? [] : [line]);
  });
});

test('counts each end of a run once, and none that was there before', async () => {
  const { metrics, run } = start();
  run('known', 'FAILED');
  for (const [name, state, skipped] of [['a', 'FAILED'], ['b', 'SUCCEEDED'], ['c', 'CANCELLED', 'The cluster is stopped.'], ['d', 'CANCELLED']] as const) {
    run(name, undefined);
    for (let times = 0; times < 2; times += 1) run(name, state, skipped === undefined ? {} : { skipped });
  }
  const text = await metrics();
  for (const outcome of ['failed', 'succeeded', 'skipped', 'cancelled']) expect(text).toContain(`pgo_schedule_runs_total{type="backup",outcome="${outcome}"} 1\n`);
});
