import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CliError, usageError } from '../error/cli-error.js';
import { exitCodes } from '../error/exit-code.js';
import { errorCode, errorText } from '../error/system-error.js';

/** One server that the command line knows, and how to log in there. */
export interface Context {
  name: string;
  /** Address of the server, such as `http://127.0.0.1:4000`. */
  url: string;
  /** File with the token. Relative paths start at the folder of the configuration file. */
  tokenFile?: string;
  /** File with the certificate authority of the server (PEM). */
  caFile?: string;
  /** Files with the certificate and the key that are shown in place of a token (PEM). */
  clientCertFile?: string;
  clientKeyFile?: string;
  /** Namespace where none is given. */
  namespace?: string;
}

/** The configuration file of the command line. */
export interface Config {
  currentContext?: string;
  contexts: Context[];
}

const contextKeys = ['name', 'url', 'tokenFile', 'caFile', 'clientCertFile', 'clientKeyFile', 'namespace'] as const;

const parseContext = (value: unknown, index: number, path: string): Context => {
  const found: Partial<Record<(typeof contextKeys)[number], string>> = {};
  for (const key of contextKeys) {
    const text: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
    if (typeof text === 'string' && text !== '') found[key] = text;
  }
  const { name, url, ...rest } = found;
  if (name === undefined || url === undefined) {
    throw usageError(`contexts[${index}] in ${path} has no name or no url.`, `contexts[${index}]`, 'Add the missing key, or make the context again with `pgo login`.');
  }
  return { name, url, ...rest };
};

/** Reads the text of a configuration file. Unknown keys are left out; a broken file is an error that names the place. */
export const parseConfig = async (text: string, path: string): Promise<Config> => {
  const { parse } = await import('yaml');
  let raw: unknown;
  try {
    raw = parse(text);
  } catch (cause) {
    throw new CliError(`${path} is not valid YAML: ${errorText(cause)}`, {
      exitCode: exitCodes.usage, suggestion: 'Correct the file, or name another one with PGO_CONFIG.', cause,
    });
  }
  if (raw === null || raw === undefined) return { contexts: [] };
  const contexts: unknown = typeof raw === 'object' ? Reflect.get(raw, 'contexts') : undefined;
  const current: unknown = typeof raw === 'object' ? Reflect.get(raw, 'currentContext') : undefined;
  return {
    ...(typeof current === 'string' && current !== '' ? { currentContext: current } : {}),
    contexts: Array.isArray(contexts) ? contexts.map((context, index) => parseContext(context, index, path)) : [],
  };
};

/** Reads the configuration file; a file that is not there is an empty configuration. */
export const readConfig = async (path: string): Promise<Config> => {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { contexts: [] };
    throw error;
  }
  return parseConfig(text, path);
};

/** Writes the configuration file in one step, readable by its owner only, and makes its folder where needed. */
export const writeConfig = async (path: string, config: Config): Promise<void> => {
  const { stringify } = await import('yaml');
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${process.pid}.tmp`;
  await writeFile(temporary, stringify(config), { mode: 0o600 });
  await rename(temporary, path);
};

/** The configuration with this context in it (in place of one of the same name) and, if asked, made the current one. */
export const withContext = (config: Config, context: Context, makeCurrent: boolean): Config => {
  const known = config.contexts.some(({ name }) => name === context.name);
  const contexts = known
    ? config.contexts.map((other) => (other.name === context.name ? context : other))
    : [...config.contexts, context];
  const current = makeCurrent ? context.name : (config.currentContext ?? context.name);
  return { ...config, currentContext: current, contexts };
};

/** The configuration without this context. */
export const withoutContext = (config: Config, name: string): Config => {
  const { currentContext, ...rest } = config;
  const contexts = config.contexts.filter((context) => context.name !== name);
  return currentContext === undefined || currentContext === name ? { ...rest, contexts } : { ...rest, currentContext, contexts };
};
