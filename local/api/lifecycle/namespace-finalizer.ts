import type { ApiCore } from '../core.js';

/** The spec of a namespace. */
export interface NamespaceSpec {
  readonly finalizers?: readonly string[];
}

/** Takes the finalizer out of the spec of an emptied namespace; without others in its metadata it is gone then. */
export function removeFinalizer(core: ApiCore, name: string): void {
  const namespace = core.store.get('namespaces', undefined, name);
  if (!namespace?.metadata.deletionTimestamp) return;
  const { finalizers: _removed, ...spec } = (namespace['spec'] ?? {}) as NamespaceSpec & Record<string, unknown>;
  const emptied = { ...namespace, spec };
  if (namespace.metadata.finalizers?.length) core.store.put('namespaces', emptied);
  else core.store.remove('namespaces', emptied);
}
