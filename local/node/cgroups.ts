import type { Container } from './pod.js';

/** Limits of memory, CPU and processes by the kernel's control groups, where this machine lets the agent make them. */
export interface Cgroups {
  /** Why limits cannot be held here; undefined when they can. */
  readonly unavailable: string | undefined;
  /** Makes the group of a container run and sets its limits. */
  create(id: string, container: Container): void;
  /** Moves a process, and so what it starts from now on, into the group. */
  join(id: string, pid: number): void;
  /** Whether the kernel ended a process of the group for want of memory. */
  wasOutOfMemory(id: string): boolean;
  remove(id: string): void;
}

/** Holds no limits and says so. */
export function noCgroups(why: string): Cgroups {
  return { unavailable: why, create: () => undefined, join: () => undefined, wasOutOfMemory: () => false, remove: () => undefined };
}
