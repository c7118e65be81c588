import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { decodeJwt, exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';
import { logInByDevice, type DeviceLogin } from './device-login.js';
import { currentToken, endOf, keepTokens, sessionFileOf, type ProviderTokens } from '../session/provider-session.js';

const AUDIENCE = 'urn:pgo';
const { signal } = new AbortController();
let server: Server;
let provider: Provider;
let login: DeviceLogin;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pgo-device-'));
  server = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  provider = new Provider(issuer, {
    jwks: { keys: [{ ...await exportJWK(privateKey), kid: 'one', use: 'sig', alg: 'RS256' }] },
    clients: [{ client_id: 'pgo-cli', token_endpoint_auth_method: 'none', application_type: 'native', grant_types: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'], redirect_uris: [], response_types: [] }],
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    rotateRefreshToken: true,
    features: {
      deviceFlow: { enabled: true }, devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true, useGrantedResource: () => true,
        getResourceServerInfo: () => ({ scope: 'openid offline_access', audience: AUDIENCE, accessTokenFormat: 'jwt', accessTokenTTL: 60, jwt: { sign: { alg: 'RS256' } } }),
      },
    },
  });
  const handle = provider.callback();
  login = { issuer, clientId: 'pgo-cli', scope: 'openid offline_access', resource: AUDIENCE };
});
afterAll(async () => {
  await new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); });
  await rm(folder, { recursive: true });
});

/** What the provider does once a person has entered the code and agreed, or has refused. */
const answerCode = async (userCode: string, verdict: 'agree' | 'refuse'): Promise<void> => {
  const code = await provider.DeviceCode.findByUserCode(userCode.replace(/\W/g, ''));
  if (code === undefined) throw new Error(`The provider does not know the code ${userCode}.`);
  if (verdict === 'refuse') Object.assign(code, { error: 'access_denied', errorDescription: 'no' });
  else {
    const grant = new provider.Grant({ accountId: 'ann', clientId: 'pgo-cli' });
    grant.addOIDCScope('openid offline_access');
    grant.addResourceScope(AUDIENCE, 'openid offline_access');
    Object.assign(code, { accountId: 'ann', grantId: await grant.save(), scope: 'openid offline_access', resource: AUDIENCE, authTime: Math.floor(Date.now() / 1000) });
  }
  await code.save();
};

/** Logs in; the person answers after the first question has found no answer. */
const logIn = async (verdict: 'agree' | 'refuse'): Promise<{ tokens: ProviderTokens; pauses: number }> => {
  let shown = '';
  let pauses = 0;
  const tokens = await logInByDevice(login, {
    signal, now: () => new Date(), show: (address, code) => { shown = code; expect(address).toBe(`${login.issuer}/device`); },
    pause: async () => { pauses += 1; if (pauses === 2) await answerCode(shown, verdict); },
  });
  return { tokens, pauses };
};

test('a person who agrees in the browser gets a token for the server, which is renewed once it ends', async () => {
  const { tokens, pauses } = await logIn('agree');
  expect(pauses).toBe(2);
  expect(decodeJwt(tokens.token)).toMatchObject({ iss: login.issuer, sub: 'ann', aud: AUDIENCE });
  const file = join(folder, 'tokens', 'prod');
  await keepTokens(file, tokens);
  expect((await stat(sessionFileOf(file))).mode & 0o777).toBe(0o600);
  expect(await currentToken(file, tokens.token, { nowMs: Date.now(), signal })).toBe(tokens.token);

  const afterEnd = { nowMs: (endOf(tokens.token) ?? 0) + 1, signal };
  const renewed = await currentToken(file, tokens.token, afterEnd);
  expect(renewed).not.toBe(tokens.token);
  expect(decodeJwt(renewed)).toMatchObject({ sub: 'ann', aud: AUDIENCE });
  expect((await readFile(file, 'utf8')).trim()).toBe(renewed);
  expect(await readFile(sessionFileOf(file), 'utf8')).not.toContain(tokens.session?.refreshToken);

  await keepTokens(file, { token: renewed, session: { tokenEndpoint: `${login.issuer}/token`, clientId: 'pgo-cli', refreshToken: 'gone' } });
  await expect(currentToken(file, renewed, afterEnd)).rejects.toMatchObject({ message: 'The login has ended: the identity provider says invalid_grant.', exitCode: 4 });
});

test('a person who refuses gets none', async () => {
  await expect(logIn('refuse')).rejects.toMatchObject({ message: 'The login was not granted: access_denied.', exitCode: 4 });
});

test.each<[string, () => Partial<DeviceLogin>, RegExp]>([
  ['a client that the provider does not know', () => ({ clientId: 'other' }), /refuses the login/],
  ['a provider with another name', () => ({ issuer: login.issuer.replace('127.0.0.1', 'localhost') }), /calls itself/],
  ['a provider that is reached in the clear', () => ({ issuer: 'http://login.example.com' }), /not an address of an identity provider/],
])('is refused with %s', async (_name, change, message) => {
  await expect(logInByDevice({ ...login, ...change() }, { signal, now: () => new Date(), show: () => undefined, pause: async () => undefined })).rejects.toThrow(message);
});
