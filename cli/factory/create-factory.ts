import { homedir } from 'node:os';
import type { PgoClient } from '../../schema/sdk/client.js';
import { chooseConnection, configPathOf, type Connection } from '../config/connection.js';
import { readConfig, type Config } from '../config/config-file.js';
import { CliError } from '../error/cli-error.js';
import { exitCodes } from '../error/exit-code.js';
import { errorText } from '../error/system-error.js';
import type { Clock, Factory, GlobalFlags, Prompter, Server } from './factory.js';
import type { Streams } from './streams.js';

/** What the process gives to a factory. */
export interface FactoryParts {
  streams: Streams;
  prompter: Prompter;
  clock: Clock;
  version: string;
  environment: Readonly<Record<string, string | undefined>>;
  signal: AbortSignal;
  end(exitCode: number): void;
}

/** A factory, and what the main program does with it. */
export interface OwnedFactory extends Factory {
  /** Takes the global flags of the verb that runs. */
  takeFlags(flags: GlobalFlags): void;
  /** The address last connected to, for error messages. */
  lastUrl(): string | undefined;
  /** Closes every client. */
  close(): Promise<void>;
}

/** Time from the system. */
export const systemClock: Clock = {
  now: () => new Date(),
  every(intervalMs, tick) {
    const timer = setInterval(tick, intervalMs);
    return () => clearInterval(timer);
  },
};

const readPrivate = async (path: string, what: string, field: string): Promise<string> => {
  const { readFile } = await import('node:fs/promises');
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new CliError(`The ${what} ${path} cannot be read: ${errorText(cause)}`, {
      exitCode: exitCodes.denied, field, suggestion: 'Name another file, or log in again with `pgo login`.', cause,
    });
  }
};

/** The token of a file; only one that says when it ends may have to be renewed. */
const tokenIn = async (tokenFile: string, { clock, signal }: FactoryParts): Promise<string> => {
  const token = (await readPrivate(tokenFile, 'token file', '--token-file')).trim();
  if (!token.includes('.')) return token;
  const { currentToken } = await import('../session/provider-session.js');
  return currentToken(tokenFile, token, { nowMs: clock.now().getTime(), signal });
};

const serverOf = async ({ token, tokenFile, ...server }: Connection, parts: FactoryParts): Promise<Server> => {
  const secret = token ?? (tokenFile === undefined ? undefined : await tokenIn(tokenFile, parts));
  return { ...server, ...(secret === undefined ? {} : { token: secret }) };
};

/** Connects the SDK; files of certificates are read only for an encrypted connection. */
const connectTo = async ({ url, token, caFile, clientCertFile, clientKeyFile }: Server): Promise<PgoClient> => {
  const { createClient } = await import('../../schema/sdk/client.js');
  const read = async (file: string | undefined, what: string, field: string): Promise<string | undefined> => (file === undefined || !url.startsWith('https:') ? undefined : readPrivate(file, what, field));
  const ca = await read(caFile, 'certificate authority', '--ca-file');
  const cert = await read(clientCertFile, 'client certificate', '--client-cert-file');
  const key = await read(clientKeyFile, 'key of the client certificate', '--client-key-file');
  return createClient({ url, token, ca, clientCertificate: cert === undefined || key === undefined ? undefined : { cert, key } });
};

/** The factory of a command that runs: everything costly is made once, at the first call. */
export const createFactory = (parts: FactoryParts): OwnedFactory => {
  const clients: PgoClient[] = [];
  let flags: GlobalFlags = {};
  let lastUrl: string | undefined;
  let config: Promise<{ path: string; config: Config }> | undefined;
  let client: Promise<PgoClient> | undefined;
  const path = configPathOf(parts.environment, homedir());
  const readConfiguration = async (): Promise<{ path: string; config: Config }> => ({ path, config: await readConfig(path) });
  const factory: OwnedFactory = {
    ...parts,
    flags: () => flags,
    takeFlags: (taken) => void (flags = taken),
    lastUrl: () => lastUrl,
    config: () => (config ??= readConfiguration()),
    connection: async () => chooseConnection({
      flags, environment: parts.environment, config: (await factory.config()).config,
      configPath: path, homeDirectory: homedir(), workingDirectory: process.cwd(),
    }),
    connect: async (server) => {
      lastUrl = server.url;
      const made = await connectTo(server);
      clients.push(made);
      return made;
    },
    client: () => (client ??= factory.connection().then(async (connection) => serverOf(connection, parts)).then(factory.connect)),
    close: async () => void await Promise.allSettled(clients.splice(0).map(async (made) => made.close())),
  };
  return factory;
};
