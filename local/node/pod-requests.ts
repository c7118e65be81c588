import type { Container, Pod } from './pod.js';
import { quantity } from './quantity.js';

/** Amounts by resource name, in thousandths. */
export type Amounts = ReadonlyMap<string, number>;

/** No Node of a local Kubernetes reports it, so nothing may wait for it. */
const NOT_COUNTED = 'ephemeral-storage';
const PODS = 'pods';

/**
 * What a pod asks its node for: all its containers at once, or one init container beside the sidecars that began before it,
 * whichever is more; and room for one pod.
 */
export function podRequests({ spec }: Pod): Amounts {
  let running = new Map<string, number>();
  const most = new Map<string, number>();
  const atLeast = (amounts: Amounts): void => amounts.forEach((amount, name) => most.set(name, Math.max(amount, most.get(name) ?? 0)));
  for (const container of spec.initContainers ?? []) {
    const beside = sum([running, containerRequests(container)]);
    if (container.restartPolicy === 'Always') running = beside;
    else atLeast(beside);
  }
  atLeast(sum([running, ...spec.containers.map(containerRequests)]));
  return most.set(PODS, 1000);
}

/** Adds amounts up. */
export function sum(all: readonly Amounts[]): Map<string, number> {
  const total = new Map<string, number>();
  for (const amounts of all) amounts.forEach((amount, name) => total.set(name, (total.get(name) ?? 0) + amount));
  return total;
}

/** The resources that a node has too little of for a pod beside those that it runs. */
export function insufficient(pod: Pod, allocatable: Readonly<Record<string, string | number>>, running: readonly Pod[]): string[] {
  const free = amountsOf(allocatable);
  const used = sum(running.map(podRequests));
  return [...podRequests(pod)].filter(([name, amount]) => amount > 0 && (used.get(name) ?? 0) + amount > (free.get(name) ?? 0)).map(([name]) => name).sort();
}

function containerRequests({ resources }: Container): Amounts {
  return amountsOf(resources?.requests ?? {});
}

function amountsOf(values: Readonly<Record<string, string | number>>): Amounts {
  return new Map(Object.entries(values).flatMap(([name, value]) => (name === NOT_COUNTED ? [] : [[name, Math.round((quantity(value) ?? 0) * 1000)] as const])));
}
