import type { Change, KubeCache } from '../../kube/cache/kube-cache.js';
import type { Kind, KubeObject } from '../../kube/kube-object.js';
import { ChangeStream } from './change-stream.js';

/** Decides whether a subscriber sees an object. */
export type Sees<T extends KubeObject> = (object: T) => boolean;

/** The changes of the cache, for any number of subscribers. */
export interface Live {
  /**
   * The objects of a kind that a subscriber sees: first an ADDED for each that exists, then every change. An object
   * that comes into or goes out of sight arrives as ADDED or DELETED.
   */
  watch<T extends KubeObject>(kind: Kind<T>, sees: Sees<T>, namespace?: string): ChangeStream<T>;
  /** How many subscribers there are. */
  readonly subscribers: number;
  /** Ends every stream. */
  close(): void;
}

/** A change as one subscriber sees it; undefined when it sees nothing of it. */
export const changeInSight = <T extends KubeObject>(change: Change<T>, sees: Sees<T>): Change<T> | undefined => {
  const { type, object, previous } = change;
  const isSeen = sees(object);
  if (type !== 'MODIFIED' || previous === undefined) return isSeen ? change : undefined;
  const wasSeen = sees(previous);
  if (isSeen) return wasSeen ? change : { type: 'ADDED', object };
  return wasSeen ? { type: 'DELETED', object: previous } : undefined;
};

/** Live over a cache. One handler a kind, however many subscribers there are. */
export const createLive = (cache: KubeCache, pendingMax: number): Live => {
  const hubs = new Map<string, { streams: Map<ChangeStream<KubeObject>, Sees<KubeObject>>; stop: () => void }>();

  const publish = (streams: Map<ChangeStream<KubeObject>, Sees<KubeObject>>) => (change: Change): void => {
    for (const [stream, sees] of streams) {
      const seen = changeInSight(change, sees);
      if (seen !== undefined) stream.push(seen);
    }
  };

  const hubOf = (kind: Kind): Map<ChangeStream<KubeObject>, Sees<KubeObject>> => {
    const name = `${kind.apiVersion}/${kind.kind}`;
    let hub = hubs.get(name);
    if (hub === undefined) {
      const streams = new Map<ChangeStream<KubeObject>, Sees<KubeObject>>();
      hubs.set(name, hub = { streams, stop: cache.onChange(kind, publish(streams)) });
    }
    return hub.streams;
  };

  return {
    watch<T extends KubeObject>(kind: Kind<T>, sees: Sees<T>, namespace?: string): ChangeStream<T> {
      const streams = hubOf(kind as Kind) as unknown as Map<ChangeStream<T>, Sees<T>>;
      const stream = new ChangeStream<T>(pendingMax, (ended) => streams.delete(ended));
      streams.set(stream, sees);
      for (const object of cache.list(kind, namespace === undefined ? {} : { namespace })) if (sees(object)) stream.push({ type: 'ADDED', object });
      return stream;
    },
    get subscribers() {
      return [...hubs.values()].reduce((sum, { streams }) => sum + streams.size, 0);
    },
    close() {
      for (const { streams, stop } of hubs.values()) {
        stop();
        for (const stream of [...streams.keys()]) stream.end();
      }
      hubs.clear();
    },
  };
};
