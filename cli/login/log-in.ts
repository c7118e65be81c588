import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Command } from 'commander';
import { withContext, writeConfig, type Context } from '../config/config-file.js';
import { apiUrlOf, certificateOf } from '../config/connection.js';
import { CliError, usageError } from '../error/cli-error.js';
import { exitCodes } from '../error/exit-code.js';
import type { Factory } from '../factory/factory.js';
import { printResult } from '../output/print-result.js';
import type { Example } from '../verb/verb.js';
import { keepTokens, type ProviderTokens } from '../session/provider-session.js';

/** What `pgo login` was asked for. */
export interface LoginFlags {
  name?: string;
  issuer?: string;
  clientId?: string;
  resource?: string;
  scope?: string;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'Log in to a server; asks for the token', run: 'pgo login --url https://pgo.example.com' },
  { does: 'The same in a script', run: 'pgo login --url https://pgo.example.com --ca-file ca.crt --name prod < token.txt' },
  { does: 'Log in with a certificate in place of a token', run: 'pgo login --url https://pgo.example.com --client-cert-file ann.crt --client-key-file ann.key' },
  { does: 'Log in at an identity provider, in a browser', run: 'pgo login --url https://pgo.example.com --issuer https://login.example.com --client-id pgo-cli' },
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

/** Lets the person log in at the identity provider in a browser. */
const askProviderForTokens = async (factory: Factory, { issuer = '', clientId, resource, scope = 'openid offline_access' }: LoginFlags): Promise<ProviderTokens> => {
  if (clientId === undefined) throw usageError('--issuer needs the name of a client of the provider.', '--client-id', 'Ask who runs the provider for a public client with the device flow.');
  const { logInByDevice } = await import('./device-login.js');
  const { err } = factory.streams;
  return logInByDevice({ issuer, clientId, resource, scope }, {
    signal: factory.signal, now: () => factory.clock.now(), pause: async (ms) => pause(ms, undefined, { signal: factory.signal }),
    show: (address, code) => err.line(`Open ${address} in a browser and enter the code ${code}`),
  });
};

const contextFor = (factory: Factory, name: string, url: string, before: Context | undefined): Context => {
  const { caFile, clientCertFile, clientKeyFile, namespace } = factory.flags();
  const ca = caFile === undefined ? before?.caFile : resolve(caFile);
  const kept = namespace ?? before?.namespace;
  return { name, url, ...(ca === undefined ? {} : { caFile: ca }), ...(kept === undefined ? {} : { namespace: kept }), ...certificateOf(clientCertFile, clientKeyFile, resolve) };
};

/** How the person proves who they are: by the certificate that the context names, at the provider, or with a token; undefined for a certificate. */
const findTokens = async (factory: Factory, flags: LoginFlags, { clientCertFile }: Context): Promise<ProviderTokens | undefined> => {
  if (flags.issuer !== undefined) return askProviderForTokens(factory, flags);
  return clientCertFile === undefined ? { token: await readToken(factory), session: undefined } : undefined;
};

/** Checks a token or a certificate with the server, then keeps it and makes its context the current one. */
export const run = async (factory: Factory, flags: LoginFlags): Promise<void> => {
  const { path, config } = await factory.config();
  const chosen = factory.flags().context ?? flags.name ?? (factory.flags().url === undefined ? config.currentContext : undefined);
  const before = config.contexts.find(({ name }) => name === chosen);
  const url = factory.flags().url ?? before?.url ?? factory.environment['PGO_URL'];
  if (url === undefined) throw usageError('No server is named.', '--url', 'Write `pgo login --url https://HOST`.');
  const name = chosen ?? nameFor(apiUrlOf(url));
  if (!namePattern.test(name)) throw usageError(`"${name}" cannot be the name of a context.`, '--name', 'Use letters, digits, hyphens and dots.');
  const context = contextFor(factory, name, url, before);
  const tokens = await findTokens(factory, flags, context);
  const client = await factory.connect({ ...context, url: apiUrlOf(url), ...(tokens === undefined ? {} : { token: tokens.token }) });
  const { viewer } = await client.viewer({}, { signal: factory.signal });
  const tokenFile = join('tokens', name);
  if (tokens !== undefined) await keepTokens(join(dirname(path), tokenFile), tokens);
  await writeConfig(path, withContext(config, { ...context, ...(tokens === undefined ? {} : { tokenFile }) }, true));
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
    .option('--issuer <url>', 'log in at this identity provider (OpenID Connect), by a code that is entered in a browser')
    .option('--client-id <id>', 'client of the identity provider that pgo is')
    .option('--resource <uri>', 'whom the token is for, where the provider has to be told: the audience that the server takes')
    .option('--scope <scopes>', 'what to ask the provider for (default: openid offline_access)')
    .action(async (flags: LoginFlags) => run(factory, flags));
};
