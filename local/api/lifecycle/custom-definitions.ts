import type { ApiAccess, Resource } from '../../api-access.js';
import type { KubeObject } from '../../object.js';
import { StatusError } from '../../status-error.js';
import { timestamp, type ApiCore } from '../core.js';
import { customResources } from '../registry/custom-resources.js';
import { CLEANUP_FINALIZER, deleteObject } from '../verbs/delete.js';

const DEFINITIONS: Resource = { group: 'apiextensions.k8s.io', version: 'v1', plural: 'customresourcedefinitions' };
const STORAGE = 'customresourcedefinitions.apiextensions.k8s.io';

interface DefinitionNames {
  readonly plural: string;
  readonly singular?: string;
  readonly kind: string;
  readonly listKind?: string;
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
}

interface DefinitionSpec {
  readonly group: string;
  readonly names: DefinitionNames;
  readonly versions: readonly { readonly name: string; readonly storage: boolean }[];
}

interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False';
  readonly reason: string;
  readonly message: string;
  readonly lastTransitionTime: string;
}

interface DefinitionStatus {
  readonly conditions?: readonly Condition[];
  readonly acceptedNames?: DefinitionNames;
  readonly storedVersions?: readonly string[];
}

/** Serves the custom resources of every definition from the moment it is stored, keeps its status, and takes its objects away with it. */
export function startCustomDefinitions(core: ApiCore, access: ApiAccess): { stop(): void } {
  const visit = (definition: KubeObject): void => {
    serve(core, definition);
    void keep(core, access, definition).catch((error: unknown) => {
      core.logger.warn({ definition: definition.metadata.name, error: String(error) }, 'the status of a custom resource definition could not be written');
    });
  };
  for (const definition of core.store.list(STORAGE)) visit(definition);
  const ends = [
    core.store.subscribe(STORAGE, ({ type, object }) => {
      if (type === 'DELETED') core.registry.setCustom(object.metadata.name, []);
      else visit(object);
    }),
    // The last object of a definition that is being deleted lets the definition go.
    core.store.subscribe(undefined, ({ type, storage }) => {
      const definition = type === 'DELETED' && core.registry.custom(storage).length > 0 ? core.store.get(STORAGE, undefined, storage) : undefined;
      if (definition?.metadata.deletionTimestamp) visit(definition);
    }),
  ];
  return { stop: () => ends.forEach((end) => end()) };
}

/** The storage of a custom resource is named like its definition: `plural.group`. */
function serve(core: ApiCore, definition: KubeObject): void {
  try {
    core.registry.setCustom(definition.metadata.name, conflictOf(core, definition) ? [] : customResources(definition));
  } catch (error) {
    core.logger.error({ definition: definition.metadata.name, error: String(error) }, 'a stored custom resource definition cannot be served');
  }
}

async function keep(core: ApiCore, access: ApiAccess, { metadata }: KubeObject): Promise<void> {
  await access.modify(DEFINITIONS, { name: metadata.name }, (current) => withStatus(core, current), 'status');
  const current = core.store.get(STORAGE, undefined, metadata.name);
  if (!current?.metadata.deletionTimestamp || !current.metadata.finalizers?.includes(CLEANUP_FINALIZER)) return;
  if (removeObjects(core, metadata.name) > 0) return;
  await access.modify(DEFINITIONS, { name: metadata.name }, (held) => ({
    ...held,
    metadata: { ...held.metadata, finalizers: (held.metadata.finalizers ?? []).filter((finalizer) => finalizer !== CLEANUP_FINALIZER) },
  }));
}

/** Deletes the objects of a custom resource; answers how many are still held by finalizers. */
function removeObjects(core: ApiCore, storage: string): number {
  const [definition] = core.registry.custom(storage);
  if (!definition) return 0;
  for (const { metadata } of core.store.list(storage)) {
    if (metadata.deletionTimestamp) continue;
    try {
      deleteObject(core, { definition, namespace: metadata.namespace, name: metadata.name, options: {}, dryRun: false });
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
    }
  }
  return core.store.count(storage);
}

function withStatus(core: ApiCore, definition: KubeObject): KubeObject | undefined {
  const spec = definition.spec as DefinitionSpec;
  const before = (definition.status ?? {}) as DefinitionStatus;
  const refusal = conflictOf(core, definition);
  const now = timestamp(core.clock());
  const wanted: Omit<Condition, 'lastTransitionTime'>[] = [
    refusal
      ? { type: 'NamesAccepted', status: 'False', reason: refusal.reason, message: refusal.message }
      : { type: 'NamesAccepted', status: 'True', reason: 'NoConflicts', message: 'no conflicts found' },
    refusal
      ? { type: 'Established', status: 'False', reason: 'NotAccepted', message: 'not all names are accepted' }
      : { type: 'Established', status: 'True', reason: 'InitialNamesAccepted', message: 'the initial names have been accepted' },
    ...(definition.metadata.deletionTimestamp
      ? [{ type: 'Terminating', status: 'True' as const, reason: 'InstanceDeletionInProgress', message: 'CustomResource deletion is in progress' }]
      : []),
  ];
  const conditions = wanted.map((condition) => {
    const same = before.conditions?.find(({ type, status, reason }) => type === condition.type && status === condition.status && reason === condition.reason);
    return { ...condition, lastTransitionTime: same?.lastTransitionTime ?? now };
  });
  const stored = spec.versions.filter(({ storage }) => storage).map(({ name }) => name);
  const status = { conditions, acceptedNames: refusal ? before.acceptedNames ?? { plural: '', kind: '' } : spec.names, storedVersions: [...new Set([...(before.storedVersions ?? []), ...stored])] };
  return JSON.stringify(status) === JSON.stringify(before) ? undefined : { ...definition, status };
}

/** Why a definition's names cannot be served: another resource of its group has one of them. */
function conflictOf(core: ApiCore, definition: KubeObject): { reason: string; message: string } | undefined {
  const { group, names } = definition.spec as DefinitionSpec;
  const others = core.registry.all().filter((other) => other.group === group && other.storage !== definition.metadata.name);
  for (const other of others) {
    const taken = [other.plural, other.singular, ...other.shortNames];
    const double = [names.singular, ...(names.shortNames ?? [])].find((name) => name !== undefined && taken.includes(name));
    if (double) return { reason: double === names.singular ? 'SingularConflict' : 'ShortNamesConflict', message: `"${double}" is already in use` };
    if ([other.kind, other.listKind].includes(names.kind)) return { reason: 'KindConflict', message: `"${names.kind}" is already in use` };
    if (names.listKind && [other.kind, other.listKind].includes(names.listKind)) return { reason: 'ListKindConflict', message: `"${names.listKind}" is already in use` };
  }
  return undefined;
}
