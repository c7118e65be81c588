import type { Pod } from './pod.js';

/** The domain below which every service has its full name. */
export const CLUSTER_DOMAIN = 'cluster.local';

/** An address and the names that it has for everyone: `parts` are the labels before `.svc`, the namespace last. */
export interface NamedAddress {
  readonly address: string;
  readonly namespace: string;
  /** A service's name, or "pod.service" for a pod behind a headless one. */
  readonly name: string;
}

/**
 * The text of /etc/hosts for a pod: itself, every service and every named pod, the short names only of its own namespace.
 * `localhost` is the pod's own address, since the machine's loopback interface is shared by all pods.
 */
export function hostsFile(pod: Pod, address: string, names: readonly NamedAddress[]): string {
  const namespace = pod.metadata.namespace ?? '';
  const aliases = (pod.spec.hostAliases ?? []).map(({ ip, hostnames }) => [ip, ...(hostnames ?? [])].join('\t'));
  const lines = names.map((entry) => [entry.address, ...namesFor(entry, namespace)].join('\t'));
  return ['# Managed by the node agent.', `${address}\tlocalhost`, `${address}\t${ownNames(pod).join('\t')}`, ...aliases, ...lines, ''].join('\n');
}

function namesFor({ name, namespace }: NamedAddress, from: string): string[] {
  const full = `${name}.${namespace}`;
  return [...(namespace === from ? [name] : []), full, `${full}.svc`, `${full}.svc.${CLUSTER_DOMAIN}`];
}

function ownNames(pod: Pod): string[] {
  const { subdomain } = pod.spec;
  const host = hostnameOf(pod);
  return [...(subdomain === undefined || subdomain === '' ? [] : [`${host}.${subdomain}.${pod.metadata.namespace ?? ''}.svc.${CLUSTER_DOMAIN}`]), host];
}

/** The host name of a pod: as wanted, else its name, cut to what a host name can hold. */
export function hostnameOf(pod: Pod): string {
  return (pod.spec.hostname ?? pod.metadata.name).slice(0, 63).replace(/[-.]+$/, '');
}
