import { describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { createMetrics } from '../../server/http/metrics.js';
import { createControlPlaneMetrics } from '../../start/metrics/control-plane-metrics.js';
import type { KubeCache } from '../../kube/cache/kube-cache.js';
import { packageRoot } from '../../start/package-root.js';

const folder = path.join(packageRoot, 'manifests', 'monitoring');
const promtool = (process.env['PATH'] ?? '').split(path.delimiter).map((directory) => path.join(directory, 'promtool')).find(existsSync);
const withPromtool = promtool === undefined ? test.skip : test;

interface Rules { readonly groups: readonly { readonly rules: readonly { readonly alert: string; readonly expr: string; readonly annotations: Record<string, string> }[] }[] }

const rules = (parse(readFileSync(path.join(folder, 'rules.yaml'), 'utf8')) as Rules).groups.flatMap((group) => group.rules);
const boards = readdirSync(path.join(folder, 'dashboards')).map((name) => ({ name, text: readFileSync(path.join(folder, 'dashboards', name), 'utf8') }));

/** Names of the metrics that this program serves. */
async function served(): Promise<Set<string>> {
  const { registry, watch } = createControlPlaneMetrics();
  watch({ list: () => [], onChange: () => () => {} } as unknown as KubeCache, () => false);
  createMetrics(registry);
  const names = (await registry.getMetricsAsJSON()).map(({ name }) => name);
  return new Set(names.flatMap((name) => [name, `${name}_count`, `${name}_bucket`]));
}

describe('dashboards and alerts', () => {
  test('ask only for metrics of ours that there are', async () => {
    const names = await served();
    const asked = [...rules.map(({ expr }) => expr), ...boards.map(({ text }) => text)].flatMap((text) => [...text.matchAll(/\b(pgo_[a-z_]+)\b/g)].map(([, name]) => name ?? ''));
    expect(asked.length).toBeGreaterThan(20);
    expect([...new Set(asked)].filter((name) => !names.has(name))).toEqual([]);
  });

  test('say what happened and what to do', () => {
    for (const { alert, annotations } of rules) expect([alert, Object.keys(annotations)]).toEqual([alert, ['summary', 'action']]);
  });

  test('are JSON with an identity of its own each', () => {
    const ids = boards.map(({ text }) => (JSON.parse(text) as { uid: string }).uid);
    expect(new Set(ids).size).toBe(boards.length);
  });

  withPromtool('the alerts fire when they should, after promtool', () => {
    expect(execFileSync(promtool ?? '', ['test', 'rules', 'rules.test.yaml', 'rules-of-days.test.yaml'], { cwd: folder, encoding: 'utf8' })).toContain('SUCCESS');
  });
});
