import { allContainers, type Pod, type ResourceFieldRef } from './pod.js';
import { quantity } from './quantity.js';

const KEYED = /^metadata\.(labels|annotations)\['(.+)'\]$/;

/** What only the node knows of a pod, or knows before the API shows it. */
export interface NodeFacts {
  readonly address: string;
  readonly hostAddress: string;
  readonly cpus: number;
  readonly memoryBytes: number;
}

/** The fields of a pod that the downward API gives, by their path. */
const FIELDS: Readonly<Record<string, (pod: Pod, facts: NodeFacts) => string | undefined>> = {
  'metadata.name': ({ metadata }) => metadata.name,
  'metadata.namespace': ({ metadata }) => metadata.namespace,
  'metadata.uid': ({ metadata }) => metadata.uid,
  'metadata.labels': ({ metadata }) => mapText(metadata.labels),
  'metadata.annotations': ({ metadata }) => mapText(metadata.annotations),
  'spec.nodeName': ({ spec }) => spec.nodeName,
  'spec.serviceAccountName': ({ spec }) => spec.serviceAccountName,
  'status.podIP': (_, { address }) => address,
  'status.podIPs': (_, { address }) => address,
  'status.hostIP': (_, { hostAddress }) => hostAddress,
  'status.hostIPs': (_, { hostAddress }) => hostAddress,
};

/** The value of a pod's field as the downward API gives it; undefined when the path is not one of its paths. */
export function podField(pod: Pod, path: string, facts: NodeFacts): string | undefined {
  const [, map, key] = KEYED.exec(path) ?? [];
  if (key !== undefined) return (map === 'labels' ? pod.metadata.labels : pod.metadata.annotations)?.[key] ?? '';
  const read = FIELDS[path];
  return read === undefined ? undefined : (read(pod, facts) ?? '');
}

/** A container's request or limit, in units of the divisor, rounded up; without a limit, what the node has. */
export function resourceField(pod: Pod, reference: ResourceFieldRef, ownContainer: string | undefined, facts: NodeFacts): string | undefined {
  const [side, name] = reference.resource.split('.');
  const container = allContainers(pod).find((found) => found.name === (reference.containerName ?? ownContainer));
  if (container === undefined || name === undefined || (side !== 'limits' && side !== 'requests')) return undefined;
  const whole: Readonly<Record<string, number>> = { cpu: facts.cpus, memory: facts.memoryBytes };
  const asked = container.resources?.[side]?.[name];
  const value = quantity(asked) ?? (side === 'limits' ? whole[name] : 0) ?? 0;
  const divisor = quantity(reference.divisor) ?? 1;
  return String(Math.ceil(Number((value / (divisor === 0 ? 1 : divisor)).toPrecision(12))));
}

function mapText(map: Readonly<Record<string, string>> | undefined): string {
  return Object.entries(map ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `${key}=${JSON.stringify(value)}`).join('\n');
}
