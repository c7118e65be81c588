import type { ApiAccess, Resource } from '../api-access.js';
import type { KubeObject } from '../object.js';
import type { Data } from './volume-content.js';

const core = (plural: string): Resource => ({ group: '', version: 'v1', plural });

/** The resources that the node reads and writes. */
export const PODS = core('pods');
export const NODES = core('nodes');
export const EVENTS = core('events');
export const CONFIG_MAPS = core('configmaps');
export const SECRETS = core('secrets');
export const SERVICES = core('services');
export const CLAIMS = core('persistentvolumeclaims');
export const VOLUMES = core('persistentvolumes');
export const ENDPOINT_SLICES: Resource = { group: 'discovery.k8s.io', version: 'v1', plural: 'endpointslices' };
export const LEASES: Resource = { group: 'coordination.k8s.io', version: 'v1', plural: 'leases' };

/** The data of a ConfigMap, text and binary, as bytes; undefined when there is none. */
export function configMapData(access: ApiAccess, namespace: string, name: string): Data | undefined {
  const found = access.get(CONFIG_MAPS, { namespace, name });
  return found && { ...decoded(found['data'], 'utf8'), ...decoded(found['binaryData'], 'base64') };
}

/** The data of a Secret as bytes; undefined when there is none. */
export function secretData(access: ApiAccess, namespace: string, name: string): Data | undefined {
  const found = access.get(SECRETS, { namespace, name });
  return found && decoded(found['data'], 'base64');
}

/** The same as text, for environments. */
export function asText(data: Data | undefined): Record<string, string> | undefined {
  return data && Object.fromEntries(Object.entries(data).map(([key, bytes]) => [key, bytes.toString('utf8')]));
}

function decoded(map: unknown, encoding: 'utf8' | 'base64'): Record<string, Buffer> {
  return Object.fromEntries(Object.entries(record(map)).map(([key, value]) => [key, Buffer.from(String(value), encoding)]));
}

/** A field that should be an object; an empty one when it is not. */
export function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** An object's spec. */
export function specOf(object: KubeObject): Record<string, unknown> {
  return record(object['spec']);
}
