import { describe, expect, it } from '@jest/globals';
import type { PgoClient } from '../../schema/sdk/client.js';
import { hippo } from '../cluster/cluster-fixture.js';
import { createScriptedFactory } from '../factory/scripted-factory.js';
import { createClusterTable, type Change } from './cluster-table.js';
import { run } from './watch-clusters.js';

const named = (name: string, state = 'READY') => ({ ...hippo, name, state });
const now = new Date('2026-01-02T03:05:00Z');

describe('createClusterTable', () => {
  const after = (...changes: [string, string, string?][]): string[] => {
    const table = createClusterTable();
    for (const [type, name, state] of changes) table.take({ type, cluster: named(name, state) });
    return table.sorted().map(({ name, state }) => `${name} ${state}`);
  };
  it('sorts by name and keeps the last state', () => {
    expect(after(['ADDED', 'b'], ['ADDED', 'a'], ['MODIFIED', 'b', 'DEGRADED'])).toEqual(['a READY', 'b DEGRADED']);
  });
  it('drops what is deleted', () => { expect(after(['ADDED', 'a'], ['ADDED', 'b'], ['DELETED', 'a'])).toEqual(['b READY']); });
  it('drops what was deleted while the connection was lost', () => {
    expect(after(['ADDED', 'a'], ['ADDED', 'b'], ['ADDED', 'c'], ['ADDED', 'a'], ['ADDED', 'c'], ['MODIFIED', 'a'])).toEqual(['a READY', 'c READY']);
  });
  it('keeps what a new round names, and what it adds', () => {
    expect(after(['ADDED', 'a'], ['ADDED', 'a'], ['ADDED', 'd'], ['MODIFIED', 'd'])).toEqual(['a READY', 'd READY']);
  });
});

const watching = (changes: Change[]): Partial<PgoClient> => ({
  clustersChanged: () => (async function* () { for (const change of changes) yield { clustersChanged: change } as never; })(),
  clusterChanged: () => (async function* () { for (const { cluster } of changes) yield { clusterChanged: cluster } as never; })(),
});

describe('pgo watch', () => {
  const changes = [{ type: 'ADDED', cluster: named('hippo') }, { type: 'DELETED', cluster: named('hippo', 'DELETING') }];
  it('prints a line for each change where nothing can be painted over', async () => {
    const factory = createScriptedFactory({ client: watching(changes), now });
    await run(factory, undefined, {});
    expect(factory.streams.stdout()).toBe('2026-01-02T03:05:00.000Z  ADDED     pgo/hippo  READY  2/2  hippo-1  All 2 instances are ready.\n'
      + '2026-01-02T03:05:00.000Z  DELETED   pgo/hippo  DELETING  2/2  hippo-1  All 2 instances are ready.\n');
  });
  it('does not repeat a line that says the same', async () => {
    const factory = createScriptedFactory({ client: watching([...changes.slice(0, 1), { type: 'ADDED', cluster: { ...named('hippo'), storageSize: '2Gi' } }]), now });
    await run(factory, undefined, {});
    expect(factory.streams.stdout().split('\n')).toHaveLength(2);
  });
  it('prints an object a line for programs', async () => {
    const factory = createScriptedFactory({ client: watching(changes), now, flags: { output: 'json' } });
    await run(factory, undefined, {});
    expect(factory.streams.stdout().trim().split('\n').map((line) => JSON.parse(line).type)).toEqual(['ADDED', 'DELETED']);
  });
  it('paints a table on a terminal and says when the one is gone', async () => {
    const factory = createScriptedFactory({ client: watching(changes), now, columns: 100 });
    await run(factory, 'hippo', {});
    expect(factory.streams.stdout()).toMatch(/Cluster: +pgo\/hippo[^]*INSTANCE/);
    expect(factory.streams.stderr()).toBe('Cluster hippo is gone.\n');
  });
  it.each([
    ['a name with a selector', 'hippo', { selector: 'a=b' }, {}],
    ['YAML', undefined, {}, { output: 'yaml' as const }],
  ])('refuses %s', async (_name, name, flags, globals) => {
    await expect(run(createScriptedFactory({ client: {}, flags: globals }), name, flags)).rejects.toMatchObject({ exitCode: 2 });
  });
});
