import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';

/** An OpenID Connect provider with the device flow, and the public client `pgo-cli`. */
export interface IdentityProvider {
  readonly issuer: string;
  /** Whom its tokens are for. */
  readonly audience: string;
  /** What happens once a person has entered a code and agreed, or has refused. */
  answerCode(userCode: string, person: string, verdict?: 'agree' | 'refuse'): Promise<void>;
  close(): Promise<void>;
}

const CLIENT = 'pgo-cli';
const SCOPE = 'openid offline_access';

/** Starts one on a port of this machine. The caller closes it. */
export const startIdentityProvider = async (audience = 'urn:pgo'): Promise<IdentityProvider> => {
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const provider = new Provider(issuer, {
    jwks: { keys: [{ ...await exportJWK(privateKey), kid: 'one', use: 'sig', alg: 'RS256' }] },
    clients: [{ client_id: CLIENT, token_endpoint_auth_method: 'none', application_type: 'native', grant_types: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'], redirect_uris: [], response_types: [] }],
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    rotateRefreshToken: true,
    features: {
      deviceFlow: { enabled: true }, devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true, useGrantedResource: () => true,
        getResourceServerInfo: () => ({ scope: SCOPE, audience, accessTokenFormat: 'jwt', accessTokenTTL: 60, jwt: { sign: { alg: 'RS256' } } }),
      },
    },
  });
  const handle = provider.callback();
  return {
    issuer, audience,
    async answerCode(userCode, person, verdict = 'agree') {
      const code = await provider.DeviceCode.findByUserCode(userCode.replace(/\W/g, ''));
      if (code === undefined) throw new Error(`The provider does not know the code ${userCode}.`);
      if (verdict === 'refuse') Object.assign(code, { error: 'access_denied', errorDescription: 'no' });
      else {
        const grant = new provider.Grant({ accountId: person, clientId: CLIENT });
        grant.addOIDCScope(SCOPE);
        grant.addResourceScope(audience, SCOPE);
        Object.assign(code, { accountId: person, grantId: await grant.save(), scope: SCOPE, resource: audience, authTime: Math.floor(Date.now() / 1000) });
      }
      await code.save();
    },
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
};
