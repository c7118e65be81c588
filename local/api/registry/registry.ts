import type { Resource } from '../../api-access.js';
import { builtinResources } from './builtin-resources.js';
import { groupVersion, type ResourceDefinition } from './resource-definition.js';

/** The resources that are served now: the builtin ones and those of the definitions. */
export class Registry {
  private readonly byPath = new Map<string, ResourceDefinition>();
  private readonly byKind = new Map<string, ResourceDefinition>();
  private readonly customByStorage = new Map<string, readonly ResourceDefinition[]>();
  /** Grows with every change; what is derived from the registry (discovery, OpenAPI) is made anew then. */
  generation = 0;

  constructor() {
    for (const definition of builtinResources()) this.add(definition);
  }

  find({ group, version, plural }: Resource): ResourceDefinition | undefined {
    return this.byPath.get(`${group}/${version}/${plural}`);
  }

  findKind(apiVersion: string, kind: string): ResourceDefinition | undefined {
    return this.byKind.get(`${apiVersion}/${kind}`);
  }

  all(): ResourceDefinition[] {
    return [...this.byPath.values()];
  }

  /** One definition for each collection of the store. */
  storages(): Map<string, ResourceDefinition> {
    const result = new Map<string, ResourceDefinition>();
    for (const definition of this.byPath.values()) {
      if (!result.has(definition.storage) && definition.verbs.includes('list')) result.set(definition.storage, definition);
    }
    return result;
  }

  hasGroup(group: string): boolean {
    return this.all().some((definition) => definition.group === group);
  }

  /** Serves these versions of a custom resource instead of those it served before. */
  setCustom(storage: string, definitions: readonly ResourceDefinition[]): void {
    for (const old of this.customByStorage.get(storage) ?? []) {
      this.byPath.delete(`${old.group}/${old.version}/${old.plural}`);
      this.byKind.delete(`${groupVersion(old)}/${old.kind}`);
    }
    if (definitions.length > 0) this.customByStorage.set(storage, definitions);
    else this.customByStorage.delete(storage);
    for (const definition of definitions) this.add(definition);
    this.generation += 1;
  }

  custom(storage: string): readonly ResourceDefinition[] {
    return this.customByStorage.get(storage) ?? [];
  }

  private add(definition: ResourceDefinition): void {
    this.byPath.set(`${definition.group}/${definition.version}/${definition.plural}`, definition);
    this.byKind.set(`${groupVersion(definition)}/${definition.kind}`, definition);
  }
}
