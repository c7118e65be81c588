import { describe, expect, test } from '@jest/globals';
import { ANNOTATION_PREVIOUS_UNTIL, ANNOTATION_ROTATION, FINALIZER_ACCESS } from '../../schema/naming/labels.js';
import { userSecretName } from '../../schema/naming/names.js';
import type { PostgresDatabase } from '../../schema/resource/postgres-database.js';
import type { PostgresUser } from '../../schema/resource/postgres-user.js';
import type { Secret } from '../../kube/core-kinds.js';
import { aWorld } from '../testing/cluster-fixture.js';
import { renewal } from './passwords.js';
import { isToBeDropped, resourceFault, wantedAccess } from './wanted-access.js';
import type { ClusterWorld } from './world.js';

const user = (name: string, spec: Partial<PostgresUser['spec']> = {}, metadata: Partial<PostgresUser['metadata']> = {}): PostgresUser => ({
  apiVersion: 'pgo.dev/v1', kind: 'PostgresUser', spec: { cluster: 'hippo', name, ...spec },
  metadata: { name: `hippo.${name}`, namespace: 'shop', uid: `uid-${name}`, generation: 1, finalizers: [FINALIZER_ACCESS], creationTimestamp: '2026-01-01T00:00:00Z', ...metadata },
});
const database = (name: string, spec: Partial<PostgresDatabase['spec']> = {}, metadata: Partial<PostgresDatabase['metadata']> = {}): PostgresDatabase => ({
  ...user(name, {}, metadata), kind: 'PostgresDatabase', spec: { cluster: 'hippo', name, ...spec }, status: {},
});
const text = (value: string): string => Buffer.from(value).toString('base64');
const secretOf = (name: string, data: Record<string, string>, annotations: Record<string, string> = {}): Secret => ({
  apiVersion: 'v1', kind: 'Secret', metadata: { name: userSecretName('hippo', name), namespace: 'shop', resourceVersion: '7', annotations },
  data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, text(value)])),
});
const worldOf = (more: { users?: PostgresUser[]; databases?: PostgresDatabase[]; secrets?: Secret[] }): ClusterWorld => {
  const world = aWorld({});
  return { ...world, users: more.users ?? [], databases: more.databases ?? [], secrets: [...world.secrets, ...more.secrets ?? []] };
};

describe('what there shall be', () => {
  test('the user and the database of the specification, nothing else', () => {
    expect(wantedAccess(worldOf({}))).toMatchObject({ users: [{ name: 'hippo', stamp: 'spec', password: 'p/w' }], databases: [{ name: 'hippo', owner: 'hippo', stamp: 'spec' }], unwantedUsers: [] });
  });

  test('a user waits for its Secret, and for the password that was asked for', () => {
    const names = (world: ClusterWorld): unknown => wantedAccess(world)?.users.map(({ name }) => name);
    expect(names(worldOf({ users: [user('ann')] }))).toEqual(['hippo']);
    expect(names(worldOf({ users: [user('ann')], secrets: [secretOf('ann', { password: 'x' })] }))).toEqual(['hippo', 'ann']);
    const rotated = [user('ann', { password: { rotation: '2' } })];
    expect(names(worldOf({ users: rotated, secrets: [secretOf('ann', { password: 'x' }, { [ANNOTATION_ROTATION]: '1' })] }))).toEqual(['hippo']);
    expect(names(worldOf({ users: rotated, secrets: [secretOf('ann', { password: 'x' }, { [ANNOTATION_ROTATION]: '2' })] }))).toEqual(['hippo', 'ann']);
  });

  test('while a password is replaced the other login has the new one, and the one before ends', () => {
    const secret = secretOf('ann', { user: 'pgo_ann', password: 'new' }, { [ANNOTATION_PREVIOUS_UNTIL]: '2026-01-02T00:00:00Z' });
    const ann = wantedAccess(worldOf({ users: [user('ann')], secrets: [secret] }))?.users[1];
    expect(ann).toMatchObject({ name: 'ann', validUntil: '2026-01-02T00:00:00Z', second: { name: 'pgo_ann', password: 'new', validUntil: null } });
    expect(ann?.password).toBeUndefined();
  });

  test('of two resources of one name the older counts', () => {
    const world = worldOf({ users: [user('ann', {}, { uid: 'young', name: 'b', creationTimestamp: '2026-01-02T00:00:00Z' }), user('ann', {}, { uid: 'old', name: 'a' })] });
    expect(world.users.map((one) => resourceFault(world, one)?.reason)).toEqual(['Conflict', undefined]);
  });

  test.each<[string, boolean, PostgresUser | PostgresDatabase]>([
    ['a user', true, user('ann', {}, { deletionTimestamp: 'now' })],
    ['a user of the specification', false, user('hippo', {}, { deletionTimestamp: 'now' })],
    ['a user of the system', false, user('postgres', {}, { deletionTimestamp: 'now' })],
    ['a user that was never carried out', false, user('ann', {}, { deletionTimestamp: 'now', finalizers: [] })],
    ['a database', false, database('shop', {}, { deletionTimestamp: 'now' })],
    ['a database that is to be dropped', true, database('shop', { reclaimPolicy: 'DELETE' }, { deletionTimestamp: 'now' })],
    ['a database of the specification', false, database('hippo', { reclaimPolicy: 'DELETE' }, { deletionTimestamp: 'now' })],
    ['a database of the system', false, database('postgres', { reclaimPolicy: 'DELETE' }, { deletionTimestamp: 'now' })],
  ])('PostgreSQL is told of the deletion of %s: %s', (_case, told, resource) => {
    expect(isToBeDropped(worldOf({}), resource)).toBe(told);
  });
});

describe('a new password', () => {
  const nowMs = Date.parse('2026-01-01T00:00:00Z');
  const renewed = (overlapSeconds: number, secret: Secret): unknown => renewal(user('ann', { password: { rotation: 'r', overlapSeconds } }), secret, { password: 'new', nowMs });
  test('without an overlap belongs to the same login', () => {
    expect(renewed(0, secretOf('ann', { user: 'ann' }))).toMatchObject({ metadata: { resourceVersion: '7', annotations: { [ANNOTATION_ROTATION]: 'r' } }, data: { user: text('ann'), password: text('new') } });
  });
  test('with an overlap belongs to the other one, to and fro', () => {
    expect(renewed(60, secretOf('ann', { user: 'ann' }))).toMatchObject({ metadata: { annotations: { [ANNOTATION_PREVIOUS_UNTIL]: '2026-01-01T00:01:00.000Z' } }, data: { user: text('pgo_ann') } });
    expect(renewed(60, secretOf('ann', { user: 'pgo_ann' }))).toMatchObject({ data: { user: text('ann') } });
  });
  test('without an overlap ends the login before, if there was one', () => {
    expect(renewed(0, secretOf('ann', { user: 'pgo_ann' }, { [ANNOTATION_PREVIOUS_UNTIL]: '2027-01-01T00:00:00Z' })))
      .toMatchObject({ metadata: { annotations: { [ANNOTATION_PREVIOUS_UNTIL]: '2026-01-01T00:00:00.000Z' } }, data: { user: text('pgo_ann') } });
  });
});
