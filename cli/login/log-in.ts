import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { withContext, writeConfig, type Context } from '../config/config-file.js';
import { apiUrlOf } from '../config/connection.js';
import { CliError, usageError } from '../error/cli-error.js';
import { exitCodes } from '../error/exit-code.js';
import type { Factory } from '../factory/factory.js';
import { printResult } from '../output/print-result.js';
import type { Example } from '../verb/verb.js';

/** What `pgo login` was asked for. */
export interface LoginFlags {
  name?: string;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'Log in to a server; asks for the token', run: 'pgo login --url https://pgo.example.com' },
  { does: 'The same in a script', run: 'pgo login --url https://pgo.example.com --ca-file ca.crt --name prod < token.txt' },
];

const namePattern = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/i;

/** Name of a context where none is given: the host of the server. */
const nameFor = (url: string): string => new URL(url).hostname.replace(/[^-a-z0-9.]/gi, '') || 'server';

const readToken = async (factory: Factory): Promise<string> => {
  const { tokenFile } = factory.flags();
  const text = tokenFile === undefined
    ? await factory.prompter.askSecret('Token: ')
    : await readFile(resolve(tokenFile), 'utf8');
  const token = text.trim();
  if (token === '' || /\s/.test(token)) {
    throw new CliError('That is not a token: it must be one word.', { exitCode: exitCodes.denied, suggestion: 'Ask an administrator for a token, or use the file admin.token of the data directory of `npm start`.' });
  }
  return token;
};

/** Writes the token beside the configuration in one step, readable by its owner only. */
const keepToken = async (configPath: string, name: string, token: string): Promise<string> => {
  const relative = join('tokens', name);
  const path = join(dirname(configPath), relative);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(`${path}.${process.pid}.tmp`, `${token}\n`, { mode: 0o600 });
  await rename(`${path}.${process.pid}.tmp`, path);
  return relative;
};

const contextFor = (factory: Factory, name: string, url: string, before: Context | undefined): Context => {
  const { caFile, namespace } = factory.flags();
  const ca = caFile === undefined ? before?.caFile : resolve(caFile);
  const kept = namespace ?? before?.namespace;
  return { name, url, ...(ca === undefined ? {} : { caFile: ca }), ...(kept === undefined ? {} : { namespace: kept }) };
};

/** Checks a token with the server, then keeps it and makes its context the current one. */
export const run = async (factory: Factory, flags: LoginFlags): Promise<void> => {
  const { path, config } = await factory.config();
  const chosen = factory.flags().context ?? flags.name ?? (factory.flags().url === undefined ? config.currentContext : undefined);
  const before = config.contexts.find(({ name }) => name === chosen);
  const url = factory.flags().url ?? before?.url ?? factory.environment['PGO_URL'];
  if (url === undefined) throw usageError('No server is named.', '--url', 'Write `pgo login --url https://HOST`.');
  const name = chosen ?? nameFor(apiUrlOf(url));
  if (!namePattern.test(name)) throw usageError(`"${name}" cannot be the name of a context.`, '--name', 'Use letters, digits, hyphens and dots.');
  const token = await readToken(factory);
  const context = contextFor(factory, name, url, before);
  const client = await factory.connect({ url: apiUrlOf(url), token, ...(context.caFile === undefined ? {} : { caFile: context.caFile }) });
  const { viewer } = await client.viewer({}, { signal: factory.signal });
  const tokenFile = await keepToken(path, name, token);
  await writeConfig(path, withContext(config, { ...context, tokenFile }, true));
  await printResult(factory, {
    data: () => ({ context: name, account: viewer.name }),
    names: () => [`context/${name}`],
    text: () => `Logged in to ${url} as ${viewer.name}. The context is "${name}".\n`,
  });
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .option('--name <name>', 'name of the context; the host of the server when left out')
    .action(async (flags: LoginFlags) => run(factory, flags));
};
