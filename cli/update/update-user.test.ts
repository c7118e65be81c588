import { describe, expect, it } from '@jest/globals';
import type { PgoClient, RotateUserPasswordMutationVariables, UpdateUserMutationVariables } from '../../schema/sdk/client.js';
import { createScriptedFactory } from '../factory/scripted-factory.js';
import { creating } from '../operation/operation-fixture.js';
import { run, type UpdateUserFlags } from './update-user.js';

const now = new Date('2026-06-01T00:00:00Z');
const page = (nodes: readonly object[]): object => ({ nodes, pageInfo: { hasNextPage: false, endCursor: null }, totalCount: nodes.length });
const payload = { plan: { impact: 'NONE', summary: '', changes: [] }, operation: creating };
/** What ends when, by cluster: within the week or later. */
const USERS: Readonly<Record<string, readonly object[]>> = {
  hippo: [{ name: 'ann', validUntil: '2026-06-02T00:00:00Z' }, { name: 'bob', validUntil: '2026-05-01T00:00:00Z' }, { name: 'carl', validUntil: null }],
  otter: [{ name: 'ann', validUntil: '2026-06-03T00:00:00Z' }, { name: 'dora', validUntil: '2027-01-01T00:00:00Z' }],
};

const updating = async (cluster: string | undefined, flags: UpdateUserFlags): Promise<{ changed: UpdateUserMutationVariables['input'][]; rotated: RotateUserPasswordMutationVariables['input'][] }> => {
  const changed: UpdateUserMutationVariables['input'][] = [];
  const rotated: RotateUserPasswordMutationVariables['input'][] = [];
  const client: Partial<PgoClient> = {
    clusters: async () => ({ clusters: page(Object.keys(USERS).map((name) => ({ name }))) }) as Awaited<ReturnType<PgoClient['clusters']>>,
    users: async ({ cluster: name }) => ({ cluster: { users: page(USERS[name] ?? []) } }) as Awaited<ReturnType<PgoClient['users']>>,
    updateUser: async ({ input }) => { changed.push(input); return { updateUser: payload } as unknown as Awaited<ReturnType<PgoClient['updateUser']>>; },
    rotateUserPassword: async ({ input }) => { rotated.push(input); return { rotateUserPassword: payload } as unknown as Awaited<ReturnType<PgoClient['rotateUserPassword']>>; },
  };
  await run(createScriptedFactory({ client, now }), cluster, flags);
  return { changed, rotated };
};
const names = (inputs: readonly { cluster: { name: string }; name: string }[]): string[] => inputs.map(({ cluster, name }) => `${cluster.name}/${name}`);

describe('pgo update user', () => {
  it('changes those whose passwords end, in all selected clusters', async () => {
    const { changed, rotated } = await updating(undefined, { all: true, expired: 7, validDays: 90, rotatePassword: true });
    expect(names(changed)).toEqual(['hippo/ann', 'hippo/bob', 'otter/ann']);
    expect(names(rotated)).toEqual(names(changed));
    expect(changed[0]).toMatchObject({ validUntil: '2026-08-30T00:00:00.000Z' });
  });
  it('gives each request of one command a key of its own, the same when it is repeated', async () => {
    const flags = { selector: 'env=prod', expired: 7, validAlways: true, rotatePassword: true, idempotencyKey: 'k' };
    const [first, again] = [await updating(undefined, flags), await updating(undefined, flags)];
    const keys = [...first.changed, ...first.rotated].map(({ idempotencyKey }) => idempotencyKey);
    expect(keys).not.toContain(undefined);
    expect(new Set(keys).size).toBe(6);
    expect(again).toEqual(first);
  });
  it('sends the key as it is for the one user that is named', async () => {
    expect((await updating('hippo', { username: 'ann', disableLogin: true, idempotencyKey: 'k' })).changed).toMatchObject([{ name: 'ann', login: false, idempotencyKey: 'k' }]);
  });
  it.each<{ name: string; cluster?: string; flags: UpdateUserFlags; message: RegExp }>([
    { name: 'no user', cluster: 'hippo', flags: { rotatePassword: true }, message: /Name one user/ },
    { name: 'a user and those that expire', cluster: 'hippo', flags: { username: 'ann', expired: 7, rotatePassword: true }, message: /Name one user/ },
    { name: 'no change', cluster: 'hippo', flags: { username: 'ann' }, message: /Nothing is to be changed/ },
    { name: 'no cluster', flags: { username: 'ann', rotatePassword: true }, message: /No cluster is named/ },
  ])('sends nothing for $name', async ({ cluster, flags, message }) => {
    await expect(updating(cluster, flags)).rejects.toThrow(message);
  });
});
