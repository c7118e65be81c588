import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import type { ApiCore } from '../core.js';
import { Registry } from '../registry/registry.js';
import { readSelection } from '../selectors/selection.js';
import { Disk } from '../store/disk.js';
import { ObjectStore } from '../store/object-store.js';
import { listObjects, type ListPage, type ListRequest } from './list.js';

let directory: string;
let core: ApiCore;
const registry = new Registry();
const definition = registry.find({ group: '', version: 'v1', plural: 'secrets' });

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'list-'));
  const store = new ObjectStore({ disk: Disk.open(directory), onBroken: () => undefined });
  core = { store, registry, clock: () => 0, newUid: () => 'uid', addressBlock: 10, logger: pino({ level: 'silent' }) };
});
afterEach(async () => {
  await core.store.close();
  rmSync(directory, { recursive: true });
});

const put = (name: string, value = '') => core.store.put('secrets', { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'n' }, type: value });
const remove = (name: string) => core.store.remove('secrets', put(name));
const names = ({ objects }: ListPage) => objects.map(({ metadata, type }) => `${metadata.name}${String(type)}`);

function list(request: Partial<ListRequest> = {}): ListPage {
  if (!definition) throw new Error('secrets are not served');
  const selection = readSelection(definition, { namespace: 'n' });
  return listObjects(core, { definition, selection, limit: 0, continueToken: undefined, resourceVersion: undefined, resourceVersionMatch: undefined, ...request });
}

describe('listObjects', () => {
  test('pages belong to the version of the first one, whatever happens meanwhile', () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) put(name);
    const first = list({ limit: 2 });
    expect([names(first), first.remaining]).toEqual([['a', 'b'], 3]);
    put('bb');
    put('c', '=changed');
    remove('d');
    const second = list({ limit: 2, continueToken: first.continueToken });
    expect([names(second), second.revision]).toEqual([['c', 'd'], first.revision]);
    const third = list({ limit: 2, continueToken: second.continueToken });
    expect([names(third), third.continueToken]).toEqual([['e'], undefined]);
    expect(names(list())).toEqual(['a', 'b', 'bb', 'c=changed', 'e']);
  });

  test('Exact answers an earlier version', () => {
    put('a');
    const { revision } = list();
    put('b');
    expect(names(list({ resourceVersion: String(revision), resourceVersionMatch: 'Exact' }))).toEqual(['a']);
  });

  test('a version that is no longer known is Expired, and the token goes on with things as they are', () => {
    put('a');
    put('b');
    const token = Buffer.from(JSON.stringify({ rv: 3, start: 'n/a' })).toString('base64url');
    let error: { code: number; body: { metadata: { continue?: string } } } | undefined;
    try {
      list({ limit: 1, continueToken: token });
    } catch (thrown) {
      error = thrown as typeof error;
    }
    expect(error?.code).toBe(410);
    expect(names(list({ limit: 1, continueToken: error?.body.metadata.continue }))).toEqual(['b']);
  });

  test.each([
    ['a token of another make', { continueToken: 'nonsense' }, 400],
    ['a version that is no number', { resourceVersion: 'abc' }, 400],
    ['a version of the future', { resourceVersion: '999999999' }, 504],
  ])('refuses %s', (_name, request, code) => {
    expect(() => list(request)).toThrow(expect.objectContaining({ code }) as unknown as Error);
  });
});
