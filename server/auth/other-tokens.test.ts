import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';
import { systemClock } from '../../kube/clock.js';
import { PGO_ACCOUNT } from '../../kube/kinds.js';
import { MemoryKube } from '../../test/fake/memory-kube.js';
import { createAuthenticate, type Authenticate } from './authenticate.js';
import { createBackOff } from './back-off.js';
import { createDirectory } from './directory.js';
import { createJwtAuthenticator } from './jwt-authenticator.js';
import { createServiceAccountAuthenticator } from './service-account-authenticator.js';
import { may } from './viewer.js';

const kube = new MemoryKube();
const directory = createDirectory(kube.cache, 'pgo');
const parts = { directory, clock: systemClock };
const AUDIENCE = 'urn:pgo';

describe('tokens of an identity provider', () => {
  let server: Server;
  let issuer: string;
  let authenticate: Authenticate;
  let key: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

  beforeAll(async () => {
    const pair = await generateKeyPair('RS256', { extractable: true });
    key = pair.privateKey;
    server = createServer((request, response) => handle(request, response));
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const provider = new Provider(issuer, {
      jwks: { keys: [{ ...await exportJWK(key), kid: 'one', use: 'sig', alg: 'RS256' }] },
      clients: [{ client_id: 'ci', client_secret: 'not-a-secret', grant_types: ['client_credentials'], redirect_uris: [], response_types: [] }],
      features: {
        clientCredentials: { enabled: true }, devInteractions: { enabled: false },
        resourceIndicators: {
          enabled: true, defaultResource: () => AUDIENCE, useGrantedResource: () => true,
          getResourceServerInfo: () => ({ scope: '', audience: AUDIENCE, accessTokenFormat: 'jwt', accessTokenTTL: 60, jwt: { sign: { alg: 'RS256' } } }),
        },
      },
    });
    const handle = provider.callback();
    authenticate = createAuthenticate({
      directory, clock: systemClock, isSynced: () => true, backOff: createBackOff(systemClock, 1_000),
      others: [createJwtAuthenticator({ issuer, audience: AUDIENCE, bindings: { dba: [{ role: 'operator', namespaces: ['team'] }] } }, parts)],
    });
  });
  afterAll(async () => { await new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }); });

  const come = (token: string): ReturnType<Authenticate> => authenticate({ authorization: `Bearer ${token}`, address: 'x' });
  const sign = (claims: Record<string, unknown>, { kid = 'one', by = key, end = '5 minutes' } = {}): Promise<string> =>
    new SignJWT({ iss: issuer, aud: AUDIENCE, sub: 'ann', ...claims }).setProtectedHeader({ alg: 'RS256', kid }).setIssuedAt().setExpirationTime(end).sign(by);

  test('that it issued itself are taken, for the account with their subject', async () => {
    const response = await fetch(`${issuer}/token`, {
      method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials' }), headers: { authorization: `Basic ${Buffer.from('ci:not-a-secret').toString('base64')}` },
    });
    const { access_token: token } = await response.json() as { access_token: string };
    expect((await come(token)).viewer).toMatchObject({ name: 'oidc:ci', bindings: [] });
    kube.put(PGO_ACCOUNT, { metadata: { namespace: 'pgo', name: 'pipeline' }, spec: { bindings: [{ role: 'viewer', namespaces: ['*'] }], identities: ['oidc:ci'] } });
    const caller = await come(token);
    expect([caller.viewer.name, caller.isValid()]).toEqual(['pipeline', true]);
    kube.put(PGO_ACCOUNT, { metadata: { namespace: 'pgo', name: 'pipeline' }, spec: { identities: ['oidc:ci'], disabled: true } });
    expect(caller.isValid()).toBe(false);
    await expect(come(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('give the roles of their groups', async () => {
    const { viewer } = await come(await sign({ groups: ['dba', 'others'] }));
    expect([may(viewer, 'SCALE_CLUSTER', 'team'), may(viewer, 'SCALE_CLUSTER', 'other')]).toEqual([true, false]);
  });

  test.each<[string, () => Promise<string>]>([
    ['for someone else', () => sign({ aud: 'urn:other' })],
    ['of another issuer', () => sign({ iss: 'http://127.0.0.1:1' })],
    ['that have ended', () => sign({}, { end: '-5 minutes' })],
    ['that are not yet good', () => sign({ nbf: Math.floor(Date.now() / 1000) + 600 })],
    ['signed by a key that is not known', async () => sign({}, { kid: 'two', by: (await generateKeyPair('RS256')).privateKey })],
    ['signed by a key under the name of another', async () => sign({}, { by: (await generateKeyPair('RS256')).privateKey })],
    ['without a signature', async () => `${(await sign({})).split('.').slice(0, 2).join('.')}.`],
    ['that say they need none', async () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${(await sign({})).split('.')[1] ?? ''}.`],
    ['that are none', () => Promise.resolve('a.b.c')],
  ])('%s are refused', async (_name, token) => {
    await expect(come(await token())).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('a little too old, by clocks that are apart, are taken', async () => {
    expect((await come(await sign({}, { end: '-5 seconds' }))).viewer.name).toBe('oidc:ann');
  });
});

describe('tokens of Kubernetes service accounts', () => {
  const token = `${Buffer.from('{"alg":"RS256"}').toString('base64url')}.${Buffer.from('{"sub":"system:serviceaccount:team:deployer"}').toString('base64url')}.c2ln`;
  const withAnswer = (status: object): { come: () => ReturnType<Authenticate>; asked: () => number } => {
    let asked = 0;
    const client = { create: async <T>(_kind: unknown, object: T): Promise<T> => { asked += 1; return { ...object, status }; } };
    const authenticate = createAuthenticate({
      directory, clock: systemClock, isSynced: () => true, backOff: createBackOff(systemClock, 1_000), others: [createServiceAccountAuthenticator({ ...parts, client })],
    });
    return { come: () => authenticate({ authorization: `Bearer ${token}`, address: 'x' }), asked: () => asked };
  };
  const good = { authenticated: true, user: { username: 'system:serviceaccount:team:deployer' } };

  test('without an account are refused, and Kubernetes is not asked', async () => {
    const { come, asked } = withAnswer(good);
    await expect(come()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(asked()).toBe(0);
  });
  test('that Kubernetes knows come in as their account; it is asked once a minute', async () => {
    kube.put(PGO_ACCOUNT, { metadata: { namespace: 'pgo', name: 'deployer' }, spec: { identities: ['serviceaccount:team:deployer'] } });
    const { come, asked } = withAnswer(good);
    expect([(await come()).viewer.name, (await come()).viewer.name, asked()]).toEqual(['deployer', 'deployer', 1]);
  });
  test.each([['does not know', { authenticated: false }], ['knows as someone else', { authenticated: true, user: { username: 'system:serviceaccount:team:other' } }]])('that Kubernetes %s are refused', async (_name, status) => {
    await expect(withAnswer(status).come()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});
