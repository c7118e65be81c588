import { dirname, isAbsolute, join, resolve } from 'node:path';
import { CliError, usageError } from '../error/cli-error.js';
import { exitCodes } from '../error/exit-code.js';
import type { Config, Context } from './config-file.js';

/** Flags that choose the server and the identity. */
export interface ConnectionFlags {
  context?: string | undefined;
  url?: string | undefined;
  tokenFile?: string | undefined;
  caFile?: string | undefined;
  clientCertFile?: string | undefined;
  clientKeyFile?: string | undefined;
  namespace?: string | undefined;
}

/** Environment variables that do the same. */
export interface ConnectionEnvironment {
  PGO_URL?: string | undefined;
  PGO_TOKEN?: string | undefined;
  PGO_TOKEN_FILE?: string | undefined;
  PGO_CA_CERT?: string | undefined;
  PGO_CLIENT_CERT?: string | undefined;
  PGO_CLIENT_KEY?: string | undefined;
  PGO_NAMESPACE?: string | undefined;
  PGO_CONFIG?: string | undefined;
}

/** Where to connect and as whom: paths are absolute, nothing is read yet. */
export interface Connection {
  url: string;
  namespace: string;
  /** Name of the context that it came from. */
  context?: string;
  token?: string;
  tokenFile?: string;
  caFile?: string;
  /** Certificate and key to show in place of a token. */
  clientCertFile?: string;
  clientKeyFile?: string;
}

/** Everything that the choice depends on. Empty flags and variables count as not given. */
export interface ConnectionSources {
  flags: ConnectionFlags;
  environment: ConnectionEnvironment;
  config: Config;
  /** Path of the configuration file; relative paths in it start at its folder. */
  configPath: string;
  homeDirectory: string;
  /** Relative paths in flags and variables start here. */
  workingDirectory: string;
}

/** The namespace where nothing names one. */
export const defaultNamespace = 'default';

/** Where the configuration file is: PGO_CONFIG, else `~/.config/pgo/config.yaml`. */
export const configPathOf = (environment: ConnectionEnvironment, homeDirectory: string): string =>
  environment.PGO_CONFIG ? resolve(environment.PGO_CONFIG) : join(homeDirectory, '.config', 'pgo', 'config.yaml');

/** The address of the API for the address of a server: the path `/graphql` is added where there is none. */
export const apiUrlOf = (url: string): string => {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !['http:', 'https:'].includes(parsed.protocol)) {
    throw usageError(`"${url}" is not the address of a server.`, '--url', 'Write it like http://127.0.0.1:4000.');
  }
  if (parsed.pathname === '/') parsed.pathname = '/graphql';
  return parsed.href;
};

const absolute = (path: string, base: string, homeDirectory: string): string => {
  if (path === '~' || path.startsWith('~/')) return join(homeDirectory, path.slice(2));
  return isAbsolute(path) ? path : join(base, path);
};

/** The context that --context names, which must exist, or the current one. */
const chooseContext = ({ flags, config, configPath }: ConnectionSources, required: boolean): Context | undefined => {
  const wanted = flags.context || config.currentContext;
  const found = config.contexts.find(({ name }) => name === wanted);
  if (required && wanted !== undefined && found === undefined) {
    const names = config.contexts.map(({ name }) => name).join(', ');
    throw usageError(`There is no context "${wanted}" in ${configPath}.`, flags.context ? '--context' : 'currentContext',
      names === '' ? 'Make one with `pgo login --url URL`.' : `Known contexts: ${names}.`);
  }
  return found;
};

type Secrets = Pick<Connection, 'token' | 'tokenFile' | 'caFile' | 'clientCertFile' | 'clientKeyFile'>;

/** A certificate and its key; undefined when there is neither. Throws for one without the other. */
export const certificateOf = (cert: string | undefined, key: string | undefined, absoluteOf: (path: string) => string): Pick<Connection, 'clientCertFile' | 'clientKeyFile'> | undefined => {
  if (!cert && !key) return undefined;
  if (!cert || !key) throw usageError('A client certificate and its key belong together.', '--client-key-file', 'Name both: --client-cert-file and --client-key-file, or PGO_CLIENT_CERT and PGO_CLIENT_KEY.');
  return { clientCertFile: absoluteOf(cert), clientKeyFile: absoluteOf(key) };
};

/** The identity and authority: flags first, then the environment's, then the context's own. */
const chooseSecrets = (sources: ConnectionSources, environment: ConnectionEnvironment, context: Context | undefined): Secrets => {
  const { flags, workingDirectory, configPath, homeDirectory } = sources;
  const here = (path: string): string => absolute(path, workingDirectory, homeDirectory);
  const there = (path: string): string => absolute(path, dirname(configPath), homeDirectory);
  const identity = (): Secrets => {
    if (flags.tokenFile) return { tokenFile: here(flags.tokenFile) };
    const shown = certificateOf(flags.clientCertFile, flags.clientKeyFile, here);
    if (shown !== undefined) return shown;
    if (environment.PGO_TOKEN) return { token: environment.PGO_TOKEN };
    if (environment.PGO_TOKEN_FILE) return { tokenFile: here(environment.PGO_TOKEN_FILE) };
    return certificateOf(environment.PGO_CLIENT_CERT, environment.PGO_CLIENT_KEY, here) ?? certificateOf(context?.clientCertFile, context?.clientKeyFile, there)
      ?? (context?.tokenFile === undefined ? {} : { tokenFile: there(context.tokenFile) });
  };
  const authority = (): Secrets => {
    const caFile = flags.caFile || environment.PGO_CA_CERT;
    if (caFile) return { caFile: here(caFile) };
    return context?.caFile === undefined ? {} : { caFile: there(context.caFile) };
  };
  return { ...identity(), ...authority() };
};

/** The address that a flag or the environment names, past any context. */
const explicitAddress = ({ flags, environment }: ConnectionSources): string | undefined =>
  flags.url || (flags.context ? undefined : environment.PGO_URL) || undefined;

/**
 * Decides where to connect: flags, then the environment, then the context. A token never goes to a server that it was
 * not meant for: a context's only to the context's address, the environment's not past an overridden PGO_URL.
 * Throws when no server is known.
 */
export const chooseConnection = (sources: ConnectionSources): Connection => {
  const { flags, environment } = sources;
  const explicit = explicitAddress(sources);
  const context = chooseContext(sources, explicit === undefined || Boolean(flags.context));
  const address = explicit ?? context?.url;
  if (address === undefined) {
    throw new CliError('No server is configured.', {
      exitCode: exitCodes.denied,
      suggestion: 'Start one with `npm start`, which logs this command in, or name one with `pgo login --url URL` or PGO_URL.',
    });
  }
  const url = apiUrlOf(address);
  const own = context !== undefined && apiUrlOf(context.url) === url ? context : undefined;
  const meant = !environment.PGO_URL || apiUrlOf(environment.PGO_URL) === url;
  return {
    url,
    namespace: flags.namespace || environment.PGO_NAMESPACE || own?.namespace || defaultNamespace,
    ...(own === undefined ? {} : { context: own.name }),
    ...chooseSecrets(sources, meant ? environment : {}, own),
  };
};
