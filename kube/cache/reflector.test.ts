import { describe, expect, it } from '@jest/globals';
import type { ListPage, Selection, Watcher, WatchEvent } from '../client/kube-connection.js';
import { systemClock } from '../clock.js';
import { KubeError } from '../kube-error.js';
import { CONFIG_MAP } from '../core-kinds.js';
import type { Kind, KubeObject } from '../kube-object.js';
import { silentLogger } from '../logger.js';
import type { Change } from './kube-cache.js';
import { startKubeCache, type RunningKubeCache } from './start-kube-cache.js';

const object = (name: string, resourceVersion: string, uid = `uid-${name}`, cluster?: string): KubeObject => ({
  apiVersion: 'v1', kind: 'ConfigMap',
  metadata: { name, namespace: 'n', uid, resourceVersion, ...(cluster === undefined ? {} : { labels: { 'pgo.dev/cluster': cluster } }) },
});

type Step =
  | { list: KubeObject[]; at: string; more?: string }
  | { watchFrom: string; events: WatchEvent[]; then?: Error }
  | { refuse: Error };

/** Plays steps in order and refuses any other call; after the last step a watch stays open. */
class Scenario implements Watcher {
  readonly unexpected: string[] = [];
  constructor(private readonly steps: Step[]) {}

  listPage<T extends KubeObject>(_kind: Kind<T>, _selection: Selection): Promise<ListPage<T>> {
    const step = this.steps.shift();
    if (step === undefined || !('list' in step || 'refuse' in step)) {
      this.unexpected.push('list');
      return Promise.reject(new Error('unexpected list'));
    }
    if ('refuse' in step) return Promise.reject(step.refuse);
    return Promise.resolve({ items: step.list as T[], resourceVersion: step.at, continueToken: step.more });
  }

  async *watch<T extends KubeObject>(
    _kind: Kind<T>, _selection: Selection, from: { resourceVersion: string; signal: AbortSignal },
  ): AsyncGenerator<WatchEvent<T>> {
    const step = this.steps.shift();
    if (step === undefined) {
      if (from.signal.aborted) return;
      await new Promise((resolve) => from.signal.addEventListener('abort', resolve, { once: true }));
      return;
    }
    if ('refuse' in step) throw step.refuse;
    if (!('watchFrom' in step) || step.watchFrom !== from.resourceVersion) {
      this.unexpected.push(`watch from ${from.resourceVersion}`);
      throw new Error('unexpected watch');
    }
    yield* step.events as WatchEvent<T>[];
    if (step.then !== undefined) throw step.then;
  }
}

const text = ({ type, object: { metadata } }: Change): string => `${type} ${metadata.name}@${metadata.resourceVersion}`;

/** Starts a cache on a scenario and resolves to what it told once `count` changes came. */
const play = async (steps: Step[], count: number): Promise<{ told: string[]; cache: RunningKubeCache; scenario: Scenario }> => {
  const scenario = new Scenario(steps);
  const cache = startKubeCache({
    watcher: scenario, kinds: [{ kind: CONFIG_MAP }], clock: systemClock, random: () => 0, logger: silentLogger,
    settings: { minMs: 1, maxMs: 2, pageSize: 500, idleTimeoutMs: 1000 },
  });
  const told: string[] = [];
  await new Promise<void>((resolve) => {
    cache.onChange(CONFIG_MAP, () => {
      throw new Error('a handler at fault');
    });
    cache.onChange(CONFIG_MAP, (change) => {
      told.push(text(change));
      if (told.length === count) resolve();
    });
  });
  await cache.stop();
  return { told, cache, scenario };
};

const gone = new KubeError(410, 'Expired', 'too old resource version');
const added = (name: string, resourceVersion: string): WatchEvent => ({ type: 'ADDED', object: object(name, resourceVersion) });

describe('the cache', () => {
  const cases: { name: string; steps: Step[]; told: string[] }[] = [
    {
      name: 'lists by page, then watches from there',
      steps: [{ list: [object('a', '1')], at: '5', more: 'x' }, { list: [object('b', '2')], at: '6' }, { watchFrom: '6', events: [added('c', '7')] }],
      told: ['ADDED a@1', 'ADDED b@2', 'ADDED c@7'],
    },
    {
      name: 'goes on from the last event or bookmark after a cut',
      steps: [
        { list: [], at: '1' },
        { watchFrom: '1', events: [added('a', '2'), { type: 'BOOKMARK', object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: '', resourceVersion: '9' } } }], then: new Error('reset') },
        { watchFrom: '9', events: [added('b', '10')] },
      ],
      told: ['ADDED a@2', 'ADDED b@10'],
    },
    {
      name: 'lists again after 410 and tells what it missed',
      steps: [
        { list: [object('a', '1'), object('b', '2'), object('c', '3')], at: '3' },
        { watchFrom: '3', events: [], then: gone },
        { list: [object('b', '8'), object('c', '9', 'another')], at: '9' },
      ],
      told: ['ADDED a@1', 'ADDED b@2', 'ADDED c@3', 'DELETED a@1', 'MODIFIED b@8', 'DELETED c@3', 'ADDED c@9'],
    },
    {
      name: 'keeps trying when the list is refused',
      steps: [{ refuse: new KubeError(500, 'InternalError', 'down') }, { refuse: new KubeError(401, 'Unauthorized', 'no') }, { list: [object('a', '1')], at: '1' }],
      told: ['ADDED a@1'],
    },
    {
      name: 'tells a deletion once',
      steps: [
        { list: [object('a', '1')], at: '1' },
        { watchFrom: '1', events: [{ type: 'DELETED', object: object('a', '2') }, { type: 'DELETED', object: object('a', '2') }, added('b', '3')] },
      ],
      told: ['ADDED a@1', 'DELETED a@2', 'ADDED b@3'],
    },
  ];
  it.each(cases)('$name', async ({ steps, told }) => {
    const played = await play([...steps], told.length);
    expect(played.told).toEqual(told);
    expect(played.scenario.unexpected).toEqual([]);
    expect(played.cache.synced).toBe(true);
  });

  it('indexes by namespace and cluster, and follows a changed label', async () => {
    const { cache } = await play([
      { list: [object('a', '1', 'u1', 'hippo'), object('b', '1', 'u2', 'rhino')], at: '1' },
      { watchFrom: '1', events: [{ type: 'MODIFIED', object: object('b', '2', 'u2', 'hippo') }] },
    ], 3);
    const names = (options?: { namespace?: string; cluster?: string }): string[] => cache.list(CONFIG_MAP, options).map(({ metadata }) => metadata.name);
    expect(names({ namespace: 'n', cluster: 'hippo' })).toEqual(['a', 'b']);
    expect(names({ namespace: 'n', cluster: 'rhino' })).toEqual([]);
    expect(names({ cluster: 'hippo' })).toEqual(['a', 'b']);
    expect(names({ namespace: 'other' })).toEqual([]);
    expect(cache.get(CONFIG_MAP, { namespace: 'n', name: 'b' })?.metadata.resourceVersion).toBe('2');
  });
});
