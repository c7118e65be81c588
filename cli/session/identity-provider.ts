import { CliError, usageError } from '../error/cli-error.js';
import { exitCodes } from '../error/exit-code.js';
import { errorText } from '../error/system-error.js';

/** What an identity provider says of itself, as far as a login needs it. */
export interface IdentityProvider {
  readonly tokenEndpoint: string;
  readonly deviceEndpoint: string | undefined;
}

/** The answer of an endpoint: fields by name. */
export type Answer = Readonly<Record<string, unknown>>;

const REQUEST_TIMEOUT_MS = 10_000;
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** A failed login, and how to go on. */
export const loginError = (message: string, cause?: unknown): CliError => new CliError(message, {
  exitCode: exitCodes.denied, suggestion: 'Log in again with `pgo login --issuer URL --client-id ID`.', ...(cause === undefined ? {} : { cause }),
});

/** An address that secrets may be sent to: encrypted, or on this machine. */
const safeAddress = (address: unknown): string => {
  const url = typeof address === 'string' && URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.includes(url.hostname))) return String(address);
  throw usageError(`"${String(address)}" is not an address of an identity provider.`, '--issuer', 'Write it like https://login.example.com.');
};

/** Calls an endpoint. Answers of status 400 and 401 are the caller's to read: they say what is wrong in `error`. */
export const askProvider = async (address: string, body: Record<string, string | undefined> | undefined, signal: AbortSignal): Promise<Answer> => {
  const fields = Object.entries(body ?? {}).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as [string, string]]));
  try {
    const response = await fetch(safeAddress(address), {
      ...(body === undefined ? {} : { method: 'POST', body: new URLSearchParams(fields) }),
      redirect: 'error', headers: { accept: 'application/json' }, signal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_TIMEOUT_MS)]),
    });
    if (!response.ok && response.status !== 400 && response.status !== 401) throw new Error(`it answered with status ${response.status}`);
    return await response.json() as Answer;
  } catch (cause) {
    if (cause instanceof CliError || signal.aborted) throw cause;
    throw loginError(`The identity provider at ${new URL(address).origin} cannot be asked: ${errorText(cause)}`, cause);
  }
};

/** Asks a provider where its endpoints are (OpenID Connect Discovery). */
export const discoverProvider = async (issuer: string, signal: AbortSignal): Promise<IdentityProvider> => {
  const found = await askProvider(`${safeAddress(issuer).replace(/\/$/, '')}/.well-known/openid-configuration`, undefined, signal);
  if (found['issuer'] !== issuer) throw loginError(`The provider at ${issuer} calls itself ${String(found['issuer'])}.`);
  const device = found['device_authorization_endpoint'];
  return { tokenEndpoint: safeAddress(found['token_endpoint']), deviceEndpoint: device === undefined ? undefined : safeAddress(device) };
};
