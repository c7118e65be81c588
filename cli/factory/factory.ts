import type { PgoClient } from '../../schema/sdk/client.js';
import type { Config } from '../config/config-file.js';
import type { Connection } from '../config/connection.js';
import type { Streams } from './streams.js';

/** The values of `--output`. */
export const outputFormats = ['table', 'wide', 'json', 'yaml', 'name'] as const;
/** How a result is printed. */
export type OutputFormat = (typeof outputFormats)[number];

/** Flags that every verb understands. */
export interface GlobalFlags {
  namespace?: string;
  output?: OutputFormat;
  context?: string;
  url?: string;
  tokenFile?: string;
  caFile?: string;
  clientCertFile?: string;
  clientKeyFile?: string;
  debug?: boolean;
}

/** Time as verbs see it, so that tests can hold it still. */
export interface Clock {
  now(): Date;
  /** Calls `tick` every `intervalMs` until the returned function is called. */
  every(intervalMs: number, tick: () => void): () => void;
}

/** Questions to the person at the terminal. */
export interface Prompter {
  /** Asks on standard error and returns the line typed. */
  ask(question: string): Promise<string>;
  /** The same without showing what is typed. */
  askSecret(question: string): Promise<string>;
}

/** A server and how to talk to it. */
export interface Server {
  /** Address of its API. */
  url: string;
  token?: string;
  /** File with its certificate authority. */
  caFile?: string;
  /** Files with the certificate and the key to show it. */
  clientCertFile?: string;
  clientKeyFile?: string;
}

/**
 * What a verb may use. The costly parts are functions, made at their first call, so that a verb which needs no server
 * never reads a token.
 */
export interface Factory {
  readonly streams: Streams;
  readonly clock: Clock;
  readonly prompter: Prompter;
  /** Version of this command. */
  readonly version: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Aborted by Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal;
  /** The global flags of the verb that runs. */
  flags(): GlobalFlags;
  /** Where the configuration file is and what is in it. */
  config(): Promise<{ path: string; config: Config }>;
  /** Which server, which namespace, which identity. */
  connection(): Promise<Connection>;
  /** The SDK, connected as `connection` says. Closed when the command ends. */
  client(): Promise<PgoClient>;
  /** The SDK, connected to a given server; for logging in. Closed when the command ends. */
  connect(server: Server): Promise<PgoClient>;
  /** Sets the exit code of a verb that ends well with another one than 0. */
  end(exitCode: number): void;
}

/** The namespace that the flags, the environment or the context name. */
export const namespaceOf = async (factory: Factory): Promise<string> => (await factory.connection()).namespace;

/** The output format asked for; `table` when none is. */
export const formatOf = (factory: Factory): OutputFormat => factory.flags().output ?? 'table';
