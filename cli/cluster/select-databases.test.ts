import { describe, expect, it } from '@jest/globals';
import type { DeleteDatabaseMutationVariables, PgoClient, UpdateDatabaseMutationVariables } from '../../schema/sdk/client.js';
import { run as remove } from '../delete/delete-database.js';
import { createScriptedFactory, type ScriptedFactory } from '../factory/scripted-factory.js';
import { creating } from '../operation/operation-fixture.js';
import { run as show } from '../show/show-database.js';
import { run as update } from '../update/update-database.js';

const page = (nodes: readonly object[]): object => ({ nodes, pageInfo: { hasNextPage: false, endCursor: null }, totalCount: nodes.length });
const payload = { plan: { impact: 'NONE', summary: '', changes: [] }, operation: creating };
const DATABASES: Readonly<Record<string, readonly object[]>> = { hippo: [{ cluster: 'hippo', name: 'shop' }, { cluster: 'hippo', name: 'desk' }], otter: [{ cluster: 'otter', name: 'shop' }] };

type Inputs = (UpdateDatabaseMutationVariables['input'] | DeleteDatabaseMutationVariables['input'])[];
const world = (answers: string[] = []): { factory: ScriptedFactory; sent: Inputs } => {
  const sent: Inputs = [];
  const client = {
    clusters: () => Promise.resolve({ clusters: page(Object.keys(DATABASES).map((name) => ({ name }))) }),
    databases: ({ cluster }: { cluster: string }) => Promise.resolve({ cluster: { databases: page(DATABASES[cluster] ?? []) } }),
    updateDatabase: ({ input }: UpdateDatabaseMutationVariables) => { sent.push(input); return Promise.resolve({ updateDatabase: payload }); },
    deleteDatabase: ({ input }: DeleteDatabaseMutationVariables) => { sent.push(input); return Promise.resolve({ deleteDatabase: payload }); },
  } as unknown as Partial<PgoClient>;
  return { factory: createScriptedFactory({ client, answers, isInteractive: true, flags: { output: 'json' } }), sent };
};
const targets = (sent: Inputs): string[] => sent.map(({ cluster, name }) => `${cluster.name}/${name}`);

describe('a database of several clusters', () => {
  it('is changed in each of them, each request with a key of its own', async () => {
    const { factory, sent } = world();
    await update(factory, {}, { selector: 'env=prod', database: 'shop', owner: 'ann', idempotencyKey: 'k' });
    expect(targets(sent)).toEqual(['hippo/shop', 'otter/shop']);
    expect(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2);
    expect(JSON.parse(factory.streams.stdout())).toHaveLength(2);
  });
  it('is shown for each of them', async () => {
    const { factory } = world();
    await show(factory, {}, { all: true, database: 'shop' });
    expect(JSON.parse(factory.streams.stdout())).toEqual([{ cluster: 'hippo', name: 'shop' }, { cluster: 'otter', name: 'shop' }]);
  });
  it('is dropped from each of them once its name was typed', async () => {
    const { factory, sent } = world(['shop']);
    await remove(factory, {}, { all: true, database: 'shop', drop: true, prompt: true });
    expect(sent).toMatchObject([{ keepData: false, confirm: 'shop' }, { keepData: false, confirm: 'shop' }]);
    const wrong = world(['ship']);
    await expect(remove(wrong.factory, {}, { all: true, database: 'shop', drop: true, prompt: true })).rejects.toThrow(/Nothing was dropped/);
    expect(wrong.sent).toEqual([]);
  });
});

describe('a database of one cluster', () => {
  it('is named after it, and is one object', async () => {
    const { factory, sent } = world();
    await update(factory, { cluster: 'hippo', database: 'shop' }, { owner: 'ann', idempotencyKey: 'k' });
    expect(sent).toMatchObject([{ idempotencyKey: 'k' }]);
    expect(JSON.parse(factory.streams.stdout())).toMatchObject({ operation: { id: creating.id } });
  });
  it.each<[string, object, object, RegExp]>([
    ['no database', { cluster: 'hippo' }, {}, /No database is named/],
    ['the database twice', { cluster: 'hippo', database: 'shop' }, { database: 'shop' }, /named twice/],
    ['no cluster', {}, { database: 'shop' }, /No cluster is named/],
    ['a cluster and a selection', { cluster: 'hippo', database: 'shop' }, { all: true }, /cannot be given together/],
  ])('sends nothing with %s', async (_name, names, flags, message) => {
    const { factory, sent } = world();
    await expect(update(factory, names, { owner: 'ann', ...flags })).rejects.toThrow(message);
    expect(sent).toEqual([]);
  });
});
