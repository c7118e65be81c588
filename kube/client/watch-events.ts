import type { Kind, KubeObject } from '../kube-object.js';
import type { Selection, WatchEvent } from './kube-connection.js';
import { isIdleTimeout, type KubeTransport } from './kube-transport.js';
import { objectPath } from './object-path.js';
import { errorFromStatus } from './status-answer.js';
import { streamLines } from './stream-lines.js';

/** Largest event that is read, in bytes: above what an API server stores for one object (about 1.5 MB). */
const EVENT_BYTES_MAX = 8 * 1024 * 1024;
/** The server is asked to end a watch after this time, so that load spreads again over its replicas. */
const WATCH_SECONDS = 600;

/** Reads one watch from beginning to end. See `Watcher.watch`. */
export async function* watchEvents<T extends KubeObject>(
  transport: KubeTransport,
  kind: Kind<T>,
  options: Selection & { resourceVersion: string; signal: AbortSignal; idleTimeoutMs: number },
): AsyncGenerator<WatchEvent<T>> {
  const { namespace, labelSelector, fieldSelector, resourceVersion, signal } = options;
  const stream = await transport.stream({
    method: 'GET', path: objectPath(kind, namespace === undefined ? {} : { namespace }), idempotent: true, signal,
    query: { watch: true, allowWatchBookmarks: true, timeoutSeconds: WATCH_SECONDS, resourceVersion, labelSelector, fieldSelector },
  }, options.idleTimeoutMs);
  try {
    // Where the watch begins: it tells the reader that it is open, however long nothing changes.
    yield { type: 'BOOKMARK', object: { apiVersion: kind.apiVersion, kind: kind.kind, metadata: { name: '', resourceVersion } } as T };
    for await (const line of streamLines(stream, EVENT_BYTES_MAX, 'fail')) {
      if (line === '') continue;
      const event = JSON.parse(line) as { type: string; object: T };
      if (event.type === 'ERROR') throw errorFromStatus((event.object as { code?: number }).code ?? 500, event.object);
      yield event as WatchEvent<T>;
    }
  } catch (error) {
    if (!signal.aborted && !isIdleTimeout(error)) throw error;
  } finally {
    stream.destroy();
  }
}
