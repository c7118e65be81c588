import type { Duplex, Readable } from 'node:stream';
import type { KubeObject } from './object.js';

/** What of a log is read, after the query of the log subresource. */
export interface LogOptions {
  readonly container: string;
  readonly follow: boolean;
  readonly previous: boolean;
  readonly timestamps: boolean;
  readonly sinceSeconds?: number;
  readonly sinceTime?: string;
  readonly tailLines?: number;
  readonly limitBytes?: number;
}

/** The command, and which of its streams are wanted. */
export interface ExecOptions {
  readonly container: string;
  readonly command: readonly string[];
  readonly tty: boolean;
  readonly stdin: boolean;
}

/** The container whose own process is joined, and whether its standard input is wanted. */
export interface AttachOptions {
  readonly container: string;
  readonly stdin: boolean;
}

/** A command that runs in a container: streams in both directions, then how it ended. */
export interface ExecSession {
  readonly stdin: NodeJS.WritableStream | undefined;
  readonly stdout: Readable;
  /** Undefined with a tty, where both outputs are one. */
  readonly stderr: Readable | undefined;
  /** Resolves with the exit code, or rejects with the reason why the command could not be started. */
  readonly exited: Promise<number>;
  resize(columns: number, rows: number): void;
  kill(): void;
}

/**
 * What the API asks of the node agent that runs a pod's containers. The API has checked that the pod exists and that
 * the container's name is one of its containers; the node answers what only it knows. Failures are `StatusError`s.
 */
export interface NodeAccess {
  logs(pod: KubeObject, options: LogOptions, signal: AbortSignal): Promise<Readable>;
  exec(pod: KubeObject, options: ExecOptions): Promise<ExecSession>;
  /** Joins the container's own process; ending the session leaves it running. Both its outputs come as one. */
  attach(pod: KubeObject, options: AttachOptions): Promise<ExecSession>;
  /** A connection to a port of the pod's address. */
  connect(pod: KubeObject, port: number): Promise<Duplex>;
}
