import { askProvider, discoverProvider, loginError } from '../session/identity-provider.js';
import { tokensOf, type ProviderTokens } from '../session/provider-session.js';

/** Where and as what to log in. */
export interface DeviceLogin {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
  readonly resource: string | undefined;
}

/** What a login works with. */
export interface DeviceLoginParts {
  readonly signal: AbortSignal;
  now(): Date;
  /** Tells the person where to go and which code to enter. */
  show(address: string, code: string): void;
  pause(ms: number): Promise<void>;
}

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
const INTERVAL_SECONDS = 5;
const INTERVAL_SECONDS_MAX = 60;
/** How long a code counts at most, whatever the provider says. */
const LIFETIME_SECONDS_MAX = 1_800;

const within = (value: unknown, otherwise: number, most: number): number => (typeof value === 'number' && value > 0 ? Math.min(value, most) : otherwise);

/** Logs in at an identity provider by a code that the person enters in a browser, on whatever machine (RFC 8628). */
export const logInByDevice = async ({ issuer, clientId, scope, resource }: DeviceLogin, { signal, now, show, pause }: DeviceLoginParts): Promise<ProviderTokens> => {
  const { deviceEndpoint, tokenEndpoint } = await discoverProvider(issuer, signal);
  if (deviceEndpoint === undefined) throw loginError(`The identity provider at ${issuer} has no device flow.`);
  const started = await askProvider(deviceEndpoint, { client_id: clientId, scope, resource }, signal);
  const { device_code: deviceCode, user_code: userCode, verification_uri: address } = started;
  if (typeof deviceCode !== 'string' || typeof userCode !== 'string' || typeof address !== 'string') {
    throw loginError(`The identity provider refuses the login: ${String(started['error_description'] ?? started['error'] ?? 'it gives no code')}.`);
  }
  show(address, userCode);
  const endMs = now().getTime() + within(started['expires_in'], LIFETIME_SECONDS_MAX, LIFETIME_SECONDS_MAX) * 1000;
  let intervalSeconds = within(started['interval'], INTERVAL_SECONDS, INTERVAL_SECONDS_MAX);
  while (now().getTime() < endMs) {
    await pause(intervalSeconds * 1000);
    const answer = await askProvider(tokenEndpoint, { grant_type: GRANT, client_id: clientId, device_code: deviceCode }, signal);
    if (answer['error'] === undefined) return tokensOf(answer, { tokenEndpoint, clientId, ...(resource === undefined ? {} : { resource }) });
    if (answer['error'] === 'slow_down') intervalSeconds = Math.min(intervalSeconds + INTERVAL_SECONDS, INTERVAL_SECONDS_MAX);
    else if (answer['error'] !== 'authorization_pending') throw loginError(`The login was not granted: ${String(answer['error'])}.`);
  }
  throw loginError('The code was not entered in time.');
};
