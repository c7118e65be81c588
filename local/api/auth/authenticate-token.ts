import type { ApiAccess, Resource } from '../../api-access.js';
import { API_AUDIENCE, type BoundObject, type ServiceAccountClaims, type ServiceAccountTokens } from './service-account-tokens.js';
import { serviceAccountUser, type UserInfo } from '../user-info.js';

const core = (plural: string): Resource => ({ group: '', version: 'v1', plural });
const SERVICE_ACCOUNTS = core('serviceaccounts');
const BOUND: Readonly<Record<BoundObject['kind'], Resource>> = { Pod: core('pods'), Secret: core('secrets'), Node: core('nodes') };

/** A token that was accepted: whose it is, and for which of the wanted audiences. */
export interface AuthenticatedToken {
  readonly user: UserInfo;
  readonly audiences: readonly string[];
}

/**
 * Accepts a service-account token that is meant for one of `audiences` (default: the API) and whose account, and the
 * object that it is bound to, are still those that it was issued for.
 */
export function authenticateToken(
  token: string,
  tokens: ServiceAccountTokens,
  access: Pick<ApiAccess, 'get'>,
  audiences: readonly string[] = [API_AUDIENCE],
): AuthenticatedToken | undefined {
  const claims = tokens.verify(token);
  if (!claims) return undefined;
  const meant = audiences.filter((audience) => claims.audiences.includes(audience));
  if (meant.length === 0 || !isAlive(claims, access)) return undefined;
  return { user: serviceAccountUser(claims.namespace, claims.name, claims.uid, extraOf(claims)), audiences: meant };
}

function isAlive({ namespace, name, uid, bound }: ServiceAccountClaims, access: Pick<ApiAccess, 'get'>): boolean {
  if (access.get(SERVICE_ACCOUNTS, { namespace, name })?.metadata.uid !== uid) return false;
  if (!bound) return true;
  const key = bound.kind === 'Node' ? { name: bound.name } : { namespace, name: bound.name };
  return access.get(BOUND[bound.kind], key)?.metadata.uid === bound.uid;
}

function extraOf({ id, bound }: ServiceAccountClaims): Record<string, string[]> {
  const prefix = 'authentication.kubernetes.io';
  return {
    [`${prefix}/credential-id`]: [`JTI=${id}`],
    ...(bound?.kind === 'Pod' ? { [`${prefix}/pod-name`]: [bound.name], [`${prefix}/pod-uid`]: [bound.uid] } : {}),
  };
}
