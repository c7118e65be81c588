import type { ResourceDefinition, Subresource } from '../registry/resource-definition.js';
import { nameOf, servedGroups, type ServedGroup } from './group-versions.js';

type Json = Record<string, unknown>;

/** Media type of aggregated discovery. */
export const AGGREGATED_MEDIA_TYPE = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** Everything that discovery answers for one state of the registry: made once for it. */
export class DiscoveryDocuments {
  private readonly groups: readonly ServedGroup[];
  private readonly address: string;

  /** `address` is the `host:port` that clients reach the API at. */
  constructor(definitions: readonly ResourceDefinition[], address: string) {
    this.groups = servedGroups(definitions);
    this.address = address;
  }

  /** `/api`. */
  coreVersions(): Json {
    const core = this.groups.find(({ name }) => name === '');
    return {
      kind: 'APIVersions',
      versions: core?.versions.map(({ version }) => version) ?? [],
      serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: this.address }],
    };
  }

  /** `/apis`. */
  groupList(): Json {
    return { kind: 'APIGroupList', apiVersion: 'v1', groups: this.namedGroups().map(groupEntry) };
  }

  /** `/apis/GROUP`; undefined for a group that is not served. */
  group(name: string): Json | undefined {
    const group = this.namedGroups().find((one) => one.name === name);
    return group && { kind: 'APIGroup', apiVersion: 'v1', ...groupEntry(group) };
  }

  /** `/api/v1` and `/apis/GROUP/VERSION`; undefined for a version that is not served. */
  resourceList(group: string, version: string): Json | undefined {
    const served = this.groups.find(({ name }) => name === group);
    const found = served?.versions.find((one) => one.version === version);
    if (!served || !found) return undefined;
    const resources = found.resources.flatMap((definition) => [resourceEntry(definition), ...definition.subresources.map((sub) => subresourceEntry(definition, sub))]);
    return { kind: 'APIResourceList', ...(group ? { apiVersion: 'v1' } : {}), groupVersion: nameOf(served, found), resources };
  }

  /** `/api` (core) and `/apis` (all others) in one document, for clients that accept it. */
  aggregated(part: 'core' | 'others'): Json {
    const groups = part === 'core' ? this.groups.filter(({ name }) => name === '') : this.namedGroups();
    return { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', metadata: {}, items: groups.map(aggregatedGroup) };
  }

  /** Every path that `/` lists. */
  paths(): string[] {
    const named = this.namedGroups().flatMap((group) => [`/apis/${group.name}`, ...group.versions.map((version) => `/apis/${nameOf(group, version)}`)]);
    return ['/api', '/api/v1', '/apis', ...named, '/healthz', '/livez', '/openapi/v2', '/openapi/v3', '/readyz', '/version'];
  }

  private namedGroups(): ServedGroup[] {
    return this.groups.filter(({ name }) => name !== '');
  }
}

function groupEntry(group: ServedGroup): Json {
  const versions = group.versions.map((version) => ({ groupVersion: nameOf(group, version), version: version.version }));
  return { name: group.name, versions, preferredVersion: versions[0] };
}

function resourceEntry(definition: ResourceDefinition): Json {
  return {
    name: definition.plural,
    singularName: definition.singular,
    namespaced: definition.namespaced,
    kind: definition.kind,
    verbs: definition.verbs,
    ...names(definition),
  };
}

function subresourceEntry(definition: ResourceDefinition, { name, verbs, kind, group, version }: Subresource): Json {
  return {
    name: `${definition.plural}/${name}`,
    singularName: '',
    namespaced: definition.namespaced,
    ...(group === undefined ? {} : { group }),
    ...(version === undefined ? {} : { version }),
    kind,
    verbs,
  };
}

function aggregatedGroup(group: ServedGroup): Json {
  return {
    metadata: group.name === '' ? {} : { name: group.name },
    versions: group.versions.map(({ version, resources }) => ({ version, resources: resources.map(aggregatedResource), freshness: 'Current' })),
  };
}

function aggregatedResource(definition: ResourceDefinition): Json {
  const subresources = definition.subresources.map(({ name, verbs, kind, group, version }) => ({
    subresource: name,
    responseKind: { group: group ?? definition.group, version: version ?? definition.version, kind },
    verbs,
  }));
  return {
    resource: definition.plural,
    responseKind: { group: definition.group, version: definition.version, kind: definition.kind },
    scope: definition.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: definition.singular,
    verbs: definition.verbs,
    ...names(definition),
    ...(subresources.length > 0 ? { subresources } : {}),
  };
}

const names = ({ shortNames, categories }: ResourceDefinition): Json => ({
  ...(shortNames.length > 0 ? { shortNames } : {}),
  ...(categories.length > 0 ? { categories } : {}),
});
