import type { KubeObject } from '../../object.js';
import type { ApiCore } from '../core.js';
import { badRequest, methodNotAllowed, notFound, staleWrite } from '../errors.js';
import type { ResourceDefinition } from '../registry/resource-definition.js';
import { storeUpdate } from '../verbs/update.js';
import type { ApiRequest } from './api-request.js';
import { sendObject } from './read-requests.js';
import { readRequestBody, writeOptions } from './write-requests.js';

/** PUT namespaces/NAME/finalize: changes the finalizers in the namespace's spec and nothing else; without any it may go. */
export async function finalizeNamespace(core: ApiCore, http: ApiRequest, { definition, name, verb }: { definition: ResourceDefinition; name: string; verb: string }): Promise<void> {
  if (verb !== 'update') throw methodNotAllowed();
  const { value } = await readRequestBody(http);
  const sent = (value ?? {}) as Partial<KubeObject>;
  if (sent.metadata?.name !== undefined && sent.metadata.name !== name) throw badRequest(`the name of the object (${sent.metadata.name}) does not match the name on the URL (${name})`);
  const old = core.store.get(definition.storage, undefined, name);
  if (!old) throw notFound(definition, name);
  const version = sent.metadata?.resourceVersion;
  if (version && version !== old.metadata.resourceVersion) throw staleWrite(definition, name);
  const { finalizers } = (sent.spec ?? {}) as { finalizers?: readonly string[] };
  const { finalizers: _before, ...spec } = (old.spec ?? {}) as Record<string, unknown>;
  const object = { ...old, spec: finalizers?.length ? { ...spec, finalizers } : spec };
  await sendObject(core, http, { definition, object: storeUpdate(core, definition, { object, old, dryRun: writeOptions(http).dryRun }), code: 200 });
}
