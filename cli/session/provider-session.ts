import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from '../error/system-error.js';
import { askProvider, loginError, type Answer } from './identity-provider.js';

/** What renews the token of a login at an identity provider. */
export interface ProviderSession {
  readonly tokenEndpoint: string;
  readonly clientId: string;
  readonly refreshToken: string;
  /** Whom the token is made for. */
  readonly resource?: string;
}

/** A token for the server, and what renews it where the provider gives that. */
export interface ProviderTokens {
  readonly token: string;
  readonly session: ProviderSession | undefined;
}

/** How long before its end a token is renewed. */
const RENEW_BEFORE_MS = 30_000;

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const isJwt = (token: string | undefined): token is string => token !== undefined && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token);

/** The tokens of an answer: the access token where it says whom it is for, else the one that says who somebody is. */
export const tokensOf = (answer: Answer, session: Omit<ProviderSession, 'refreshToken'> & { readonly refreshToken?: string }): ProviderTokens => {
  const token = [textOf(answer['access_token']), textOf(answer['id_token'])].find(isJwt);
  if (token === undefined) throw loginError('The identity provider gives no token that can be checked (JWT). Name whom it is for with --resource.');
  const refreshToken = textOf(answer['refresh_token']) ?? session.refreshToken;
  return { token, session: refreshToken === undefined ? undefined : { ...session, refreshToken } };
};

/** When a token ends, in ms since the epoch; undefined when it does not say. */
export const endOf = (token: string): number | undefined => {
  if (!isJwt(token)) return undefined;
  try {
    const { exp } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { exp?: unknown };
    return typeof exp === 'number' ? exp * 1000 : undefined;
  } catch {
    return undefined;
  }
};

/** The file with what renews the token of a file. */
export const sessionFileOf = (tokenFile: string): string => `${tokenFile}.session`;

const writePrivate = async (path: string, text: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(`${path}.${process.pid}.tmp`, text, { mode: 0o600 });
  await rename(`${path}.${process.pid}.tmp`, path);
};

/** Writes a token and what renews it, each in one step, readable by their owner only. A token without a session ends that of an earlier one. */
export const keepTokens = async (tokenFile: string, { token, session }: ProviderTokens): Promise<void> => {
  if (session === undefined) await rm(sessionFileOf(tokenFile), { force: true });
  else await writePrivate(sessionFileOf(tokenFile), `${JSON.stringify(session)}\n`);
  await writePrivate(tokenFile, `${token}\n`);
};

const readSession = async (tokenFile: string): Promise<ProviderSession | undefined> => {
  try {
    return JSON.parse(await readFile(sessionFileOf(tokenFile), 'utf8')) as ProviderSession;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw loginError('What renews the token cannot be read.', error);
  }
};

/** The token of a file, renewed at the identity provider when it ends and came from there. */
export const currentToken = async (tokenFile: string, token: string, { nowMs, signal }: { nowMs: number; signal: AbortSignal }): Promise<string> => {
  const endMs = endOf(token);
  if (endMs === undefined || nowMs < endMs - RENEW_BEFORE_MS) return token;
  const session = await readSession(tokenFile);
  if (session === undefined) return token;
  const { tokenEndpoint, clientId, refreshToken, resource } = session;
  const answer = await askProvider(tokenEndpoint, { grant_type: 'refresh_token', client_id: clientId, refresh_token: refreshToken, resource }, signal);
  if (answer['error'] === undefined) {
    const tokens = tokensOf(answer, session);
    await keepTokens(tokenFile, tokens);
    return tokens.token;
  }
  // Another command may have renewed it at the same moment, which ends the refresh token that we sent.
  const now = (await readFile(tokenFile, 'utf8')).trim();
  if (now !== token) return now;
  throw loginError(`The login has ended: the identity provider says ${String(answer['error'])}.`);
};
