import { describe, expect, it } from '@jest/globals';
import type { ClustersQueryVariables, PgoClient } from '../../schema/sdk/client.js';
import { createScriptedFactory } from '../factory/scripted-factory.js';
import { keyFor, selectClusters, type ClusterSelection } from './select-clusters.js';

const selecting = async (cluster: string | undefined, selection: ClusterSelection, found: readonly string[] = ['hippo', 'otter']): Promise<{ names: string[]; asked: ClustersQueryVariables[]; stderr: string }> => {
  const asked: ClustersQueryVariables[] = [];
  const clusters: PgoClient['clusters'] = async (variables) => {
    if (variables !== undefined) asked.push(variables);
    return { clusters: { nodes: found.map((name) => ({ name })), pageInfo: { hasNextPage: false, endCursor: null }, totalCount: found.length } } as unknown as Awaited<ReturnType<PgoClient['clusters']>>;
  };
  const factory = createScriptedFactory({ client: { clusters } });
  return { names: await selectClusters(factory, cluster, selection), asked, stderr: factory.streams.stderr() };
};

describe('the clusters that are meant', () => {
  it('are the one that is named, without asking', async () => {
    expect(await selecting('hippo', {})).toMatchObject({ names: ['hippo'], asked: [] });
  });
  it('are those with the labels, of the namespace only', async () => {
    expect(await selecting(undefined, { selector: 'env=prod' })).toMatchObject({ names: ['hippo', 'otter'], asked: [{ namespace: 'pgo', selector: 'env=prod' }] });
  });
  it('are all of the namespace', async () => {
    expect(await selecting(undefined, { all: true })).toMatchObject({ names: ['hippo', 'otter'], asked: [{ namespace: 'pgo', selector: null }] });
  });
  it('may be none, which is said', async () => {
    expect(await selecting(undefined, { selector: 'env=none' }, [])).toMatchObject({ names: [], stderr: expect.stringContaining('no clusters in the namespace "pgo" with these labels') });
  });
  it.each<{ name: string; cluster?: string; selection: ClusterSelection; message: RegExp }>([
    { name: 'nothing', selection: {}, message: /No cluster is named/ },
    { name: 'a name and a selector', cluster: 'hippo', selection: { selector: 'env=prod' }, message: /cannot be given together/ },
    { name: 'a name and all', cluster: 'hippo', selection: { all: true }, message: /cannot be given together/ },
    { name: 'a selector and all', selection: { selector: 'env=prod', all: true }, message: /cannot be given together/ },
  ])('are not guessed from $name', async ({ cluster, selection, message }) => {
    await expect(selecting(cluster, selection)).rejects.toThrow(message);
  });
});

describe('the key of one of several requests', () => {
  it('is the same for the same target, and another one for others', () => {
    expect(keyFor('k', 'hippo', 'ann')).toEqual(keyFor('k', 'hippo', 'ann'));
    const keys = [keyFor('k', 'hippo', 'ann'), keyFor('k', 'hippo', 'bob'), keyFor('k', 'otter', 'ann'), keyFor('l', 'hippo', 'ann'), keyFor('k', 'hippoann')];
    expect(new Set(keys.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(keys.length);
  });
  it('is none when none was given', () => expect(keyFor(undefined, 'hippo')).toEqual({}));
});
