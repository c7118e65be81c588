import { once } from 'node:events';
import type { ListPage, Selection, Watcher, WatchEvent } from '../../kube/client/kube-connection.js';
import { NAMESPACE, NODE } from '../../kube/core-kinds.js';
import type { Kind, KubeObject } from '../../kube/kube-object.js';

/** Kinds that belong to no namespace: namespaces are known by name, of nodes nothing is known. */
const LISTED: ReadonlySet<string> = new Set([NAMESPACE.plural, NODE.plural]);

/**
 * A watcher that knows the namespaces from a list of names: whoever may act in certain namespaces only cannot list
 * them, since they belong to no namespace. Everything else is asked of Kubernetes.
 */
export function withListedNamespaces(watcher: Watcher, names: readonly string[]): Watcher {
  return {
    listPage<T extends KubeObject>(kind: Kind<T>, selection: Selection, page: Parameters<Watcher['listPage']>[2]): Promise<ListPage<T>> {
      if (!LISTED.has(kind.plural)) return watcher.listPage(kind, selection, page);
      return Promise.resolve({ items: (kind.plural === NODE.plural ? [] : names.map(namespaceNamed)) as T[], resourceVersion: '1' });
    },
    watch<T extends KubeObject>(kind: Kind<T>, selection: Selection, from: Parameters<Watcher['watch']>[2]): AsyncIterable<WatchEvent<T>> {
      return LISTED.has(kind.plural) ? nothing<T>(from.signal) : watcher.watch(kind, selection, from);
    },
  };
}

const namespaceNamed = (name: string): KubeObject => ({
  apiVersion: NAMESPACE.apiVersion, kind: NAMESPACE.kind, metadata: { name, uid: name, resourceVersion: '1' },
});

/** Names on a list do not change. */
async function* nothing<T extends KubeObject>(signal: AbortSignal): AsyncGenerator<WatchEvent<T>> {
  if (!signal.aborted) await once(signal, 'abort');
}
