import { groupVersion, type ResourceDefinition } from '../registry/resource-definition.js';

/** One served version of a group with its resources. */
export interface ServedVersion {
  readonly version: string;
  readonly resources: readonly ResourceDefinition[];
}

/** A group with its versions, the preferred one first. The core group is named ''. */
export interface ServedGroup {
  readonly name: string;
  readonly versions: readonly ServedVersion[];
}

/** Builtin groups come first, in the order of the registry, then the others by name. */
export function servedGroups(definitions: readonly ResourceDefinition[]): ServedGroup[] {
  const groups = new Map<string, Map<string, ResourceDefinition[]>>();
  for (const definition of definitions) {
    const versions = groups.get(definition.group) ?? new Map<string, ResourceDefinition[]>();
    groups.set(definition.group, versions);
    versions.set(definition.version, [...(versions.get(definition.version) ?? []), definition]);
  }
  return [...groups].map(([name, versions]) => ({
    name,
    versions: [...versions].map(([version, resources]) => ({ version, resources })).sort((a, b) => compareVersions(a.version, b.version)),
  }));
}

/** Orders versions by preference: stable ones first, then beta, then alpha, the newest of each first; other names last. */
export function compareVersions(a: string, b: string): number {
  const left = rank(a);
  const right = rank(b);
  for (let index = 0; index < left.length; index += 1) {
    const difference = (right[index] ?? 0) - (left[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return a < b ? -1 : Number(a > b);
}

/** `group/version` of a served version. */
export const nameOf = (group: ServedGroup, { version }: ServedVersion): string => groupVersion({ group: group.name, version });

function rank(version: string): readonly number[] {
  const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
  if (!match) return [0, 0, 0, 0];
  const stability = match[2] === undefined ? 3 : match[2] === 'beta' ? 2 : 1;
  return [1, stability, Number(match[1]), Number(match[3] ?? 0)];
}
