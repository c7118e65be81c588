import type { Pod } from './pod.js';

/** One start of a container, as far as it is known. Times are milliseconds since the epoch. */
export interface ContainerRun {
  /** Number of this start, from 0: what the API calls restartCount. */
  readonly attempt: number;
  /** Restarts since the container last ran long enough to be called healthy: decides the back-off. */
  readonly failures: number;
  readonly phase: 'starting' | 'running' | 'exited';
  readonly startedAtMs: number;
  readonly finishedAtMs?: number;
  readonly exitCode?: number;
  /** Set where the exit code alone does not tell: StartError, OOMKilled, ContainerStatusUnknown. */
  readonly reason?: string;
  readonly message?: string;
  /** Ended because the node was stopped or the machine was started anew: its restart needs no back-off. */
  readonly endedWithNode?: boolean;
}

/** What is known of a container. */
export interface ContainerState {
  readonly current?: ContainerRun;
  readonly previous?: ContainerRun;
  /** Why the next start is not possible yet (a missing Secret, an invalid setting). */
  readonly problem?: { readonly reason: string; readonly message: string; readonly retryAtMs: number };
  /** The postStart hook is through and the startup probe, where there is one, has succeeded. */
  readonly started: boolean;
  /** What the readiness probe says; without one, what `started` says. */
  readonly ready: boolean;
  /** SIGTERM or a preStop hook is under way. */
  readonly stopping: boolean;
}

/** Why a pod is being ended while its object stays. */
export interface PodEnd {
  readonly reason: string;
  readonly message: string;
  /** Time to end for its containers; the pod's own unless given. */
  readonly graceMs?: number;
}

/** All that decides what happens next to a pod, and what its status says. */
export interface PodState {
  readonly pod: Pod;
  /** Empty until one has been allocated. */
  readonly address: string;
  readonly hostAddress: string;
  /** Directories, volumes and files are there. */
  readonly prepared: boolean;
  /** Why preparing is not possible yet. */
  readonly problem?: { readonly message: string; readonly retryAtMs: number };
  /** The node accepted the pod at this time. */
  readonly startTimeMs: number;
  readonly containers: ReadonlyMap<string, ContainerState>;
  readonly end?: PodEnd;
}

/** A container of which nothing is known yet. */
export const NEW_CONTAINER: ContainerState = { started: false, ready: false, stopping: false };

/** The state of a container by name. */
export function containerState(state: PodState, name: string): ContainerState {
  return state.containers.get(name) ?? NEW_CONTAINER;
}

/** Whether a process of this container exists or may exist. */
export function isAlive(container: ContainerState): boolean {
  return container.current !== undefined && container.current.phase !== 'exited';
}
