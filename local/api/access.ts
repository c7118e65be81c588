import type { ApiAccess, ListOptions, ObjectKey, Resource } from '../api-access.js';
import type { KubeObject } from '../object.js';
import { StatusError } from '../status-error.js';
import type { ApiCore } from './core.js';
import { notServed } from './errors.js';
import type { ResourceDefinition } from './registry/resource-definition.js';
import { isSelected, readSelection } from './selectors/selection.js';
import { createObject } from './verbs/create.js';
import { deleteObject } from './verbs/delete.js';
import { patchObject } from './verbs/patch.js';
import { updateObject } from './verbs/update.js';
import type { WriteOptions, Written } from './verbs/write-context.js';
import { selectEvent } from './watch/watch-event.js';

/** How often `modify` tries again after a Conflict. */
const MODIFY_ATTEMPTS = 10;

/** The API for parts of this process, in the name of `manager`. */
export function createAccess(core: ApiCore, manager: string): ApiAccess {
  const options: WriteOptions = {
    user: { username: `system:${manager}`, groups: ['system:masters', 'system:authenticated'] },
    dryRun: false,
    fieldManager: manager,
    fieldValidation: 'Ignore',
  };
  const written = async ({ object }: Written<KubeObject>): Promise<KubeObject> => {
    await core.store.settled();
    return object;
  };
  const access: ApiAccess = {
    get: (resource, { namespace, name }) => core.store.get(defined(core, resource).storage, namespace, name),
    list: (resource, listOptions) => list(core, resource, listOptions),
    create: async (resource, object) => written(createObject(core, { definition: defined(core, resource), namespace: object.metadata.namespace, body: object, source: 'body' }, options)),
    update: async (resource, object, subresource) =>
      written(updateObject(core, { definition: defined(core, resource), namespace: object.metadata.namespace, name: object.metadata.name, subresource, body: object, source: 'body' }, options)),
    mergePatch: async (resource, key, patch, subresource) =>
      written(patchObject(core, { definition: defined(core, resource), namespace: key.namespace, name: key.name, subresource, contentType: 'application/merge-patch+json', patch, force: false }, options)),
    modify: (resource, key, change, subresource) => modify(access, { resource, key, subresource }, change),
    delete: async (resource, { namespace, name }, deleteOptions = {}) => {
      const definition = defined(core, resource);
      if (!core.store.get(definition.storage, namespace, name)) return undefined;
      const { object } = deleteObject(core, { definition, namespace, name, options: deleteOptions, dryRun: false });
      await core.store.settled();
      return object;
    },
    watch: (resource, listOptions, handler) => {
      const definition = defined(core, resource);
      const selection = readSelection(definition, listOptions);
      const from = core.store.revision;
      for (const object of list(core, resource, listOptions)) handler({ type: 'ADDED', object });
      return core.store.subscribe(definition.storage, (event) => {
        if (event.revision <= from) return;
        const selected = selectEvent(selection, event);
        if (!selected) return;
        const { type, object } = selected;
        handler(type === 'DELETED' ? { type, object } : { type, object, ...(event.previous ? { previous: event.previous } : {}) });
      });
    },
  };
  return access;
}

function list(core: ApiCore, resource: Resource, options: ListOptions = {}): readonly KubeObject[] {
  const definition = defined(core, resource);
  const selection = readSelection(definition, options);
  const objects = core.store.list(definition.storage, selection.namespace);
  return selection.matches ? objects.filter((object) => isSelected(selection, object)) : objects;
}

interface Target {
  readonly resource: Resource;
  readonly key: ObjectKey;
  readonly subresource: 'status' | undefined;
}

async function modify(access: ApiAccess, { resource, key, subresource }: Target, change: (current: KubeObject) => KubeObject | undefined): Promise<KubeObject | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    const current = access.get(resource, key);
    const changed = current && change(current);
    if (!changed) return undefined;
    try {
      return await access.update(resource, changed, subresource);
    } catch (error) {
      if (!(error instanceof StatusError) || error.reason !== 'Conflict' || attempt === MODIFY_ATTEMPTS) throw error;
    }
  }
}

function defined({ registry }: ApiCore, resource: Resource): ResourceDefinition {
  const definition = registry.find(resource);
  if (!definition) throw notServed();
  return definition;
}
