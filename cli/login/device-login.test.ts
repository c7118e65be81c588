import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { type IdentityProvider, startIdentityProvider } from '../../test/fake/identity-provider.js';
import { logInByDevice, type DeviceLogin } from './device-login.js';
import { currentToken, endOf, keepTokens, sessionFileOf, type ProviderTokens } from '../session/provider-session.js';

const { signal } = new AbortController();
let provider: IdentityProvider;
let login: DeviceLogin;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pgo-device-'));
  provider = await startIdentityProvider();
  login = { issuer: provider.issuer, clientId: 'pgo-cli', scope: 'openid offline_access', resource: provider.audience };
});
afterAll(async () => {
  await provider.close();
  await rm(folder, { recursive: true });
});

/** Logs in; the person answers after the first question has found no answer. */
const logIn = async (verdict: 'agree' | 'refuse'): Promise<{ tokens: ProviderTokens; pauses: number }> => {
  let shown = '';
  let pauses = 0;
  const tokens = await logInByDevice(login, {
    signal, now: () => new Date(), show: (address, code) => { shown = code; expect(address).toBe(`${login.issuer}/device`); },
    pause: async () => { pauses += 1; if (pauses === 2) await provider.answerCode(shown, 'ann', verdict); },
  });
  return { tokens, pauses };
};

test('a person who agrees in the browser gets a token for the server, which is renewed once it ends', async () => {
  const { tokens, pauses } = await logIn('agree');
  expect(pauses).toBe(2);
  expect(decodeJwt(tokens.token)).toMatchObject({ iss: login.issuer, sub: 'ann', aud: provider.audience });
  const file = join(folder, 'tokens', 'prod');
  await keepTokens(file, tokens);
  expect((await stat(sessionFileOf(file))).mode & 0o777).toBe(0o600);
  expect(await currentToken(file, tokens.token, { nowMs: Date.now(), signal })).toBe(tokens.token);

  const afterEnd = { nowMs: (endOf(tokens.token) ?? 0) + 1, signal };
  const renewed = await currentToken(file, tokens.token, afterEnd);
  expect(renewed).not.toBe(tokens.token);
  expect(decodeJwt(renewed)).toMatchObject({ sub: 'ann', aud: provider.audience });
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
