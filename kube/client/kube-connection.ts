import type { Duplex } from 'node:stream';
import type { Key, Kind, KubeObject } from '../kube-object.js';
import type { KubeClient } from './kube-client.js';

/** One page of a list. */
export interface ListPage<T extends KubeObject = KubeObject> {
  readonly items: readonly T[];
  /** From here a watch goes on. */
  readonly resourceVersion: string;
  /** Token of the next page; undefined on the last. */
  readonly continueToken?: string;
}

/** What of a kind is listed or watched. */
export interface Selection {
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

/** One event of a watch. The object of a BOOKMARK has only a resourceVersion. */
export interface WatchEvent<T extends KubeObject = KubeObject> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
  readonly object: T;
}

/** Lists by page and watches; what the cache is made of. */
export interface Watcher {
  listPage<T extends KubeObject>(
    kind: Kind<T>, selection: Selection, page: { limit: number; continueToken?: string; signal?: AbortSignal },
  ): Promise<ListPage<T>>;
  /**
   * Events after `resourceVersion`, until the server ends the watch, `signal` aborts or nothing comes for
   * `idleTimeoutMs`. Throws a `KubeError`, code 410 when the version is too old.
   */
  watch<T extends KubeObject>(
    kind: Kind<T>, selection: Selection, from: { resourceVersion: string; signal: AbortSignal; idleTimeoutMs: number },
  ): AsyncIterable<WatchEvent<T>>;
}

/** What of a container's log is read. */
export interface LogOptions {
  readonly container?: string;
  readonly follow?: boolean;
  readonly tailLines?: number;
  readonly sinceSeconds?: number;
  readonly previous?: boolean;
  readonly timestamps?: boolean;
  readonly signal: AbortSignal;
}

/** A command in a container. */
export interface ExecOptions {
  readonly container: string;
  readonly command: readonly string[];
  /** Text for its standard input. */
  readonly input?: string;
  /** Longest time that it may take, in milliseconds. */
  readonly timeoutMs: number;
}

/** How a command ended. */
export interface ExecResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** True when more came than is kept. */
  readonly truncated: boolean;
}

/** Logs of containers and commands in them. */
export interface PodAccess {
  /** The lines of a container's log; very long ones are cut. */
  logs(pod: Key, options: LogOptions): AsyncIterable<string>;
  /** Runs a command in a container. Rejects when it could not be run or took too long; an exit code is no rejection. */
  exec(pod: Key, options: ExecOptions): Promise<ExecResult>;
  /** Opens a connection to a port of a pod through the API server. Rejects when it cannot be made. */
  forward(pod: Key, port: number): Promise<Duplex>;
}

/** Everything that one connection to an API server offers. */
export interface KubeConnection extends KubeClient, Watcher, PodAccess {
  /** What the API server says of its version. */
  version(): Promise<ServerVersion>;
  /** What the API server publishes about the kinds of a group and version, as OpenAPI schemas by name. */
  schemas(apiVersion: string): Promise<Readonly<Record<string, object>>>;
}

/** The version of an API server. */
export interface ServerVersion {
  readonly major: string;
  readonly minor: string;
  readonly gitVersion: string;
}
