import type { ApiAccess } from '../../api-access.js';
import type { TokenRequest } from '../../node/node-settings.js';
import { notFound } from '../errors.js';
import type { ServiceAccountTokens } from './service-account-tokens.js';

const SERVICE_ACCOUNTS = { group: '', version: 'v1', plural: 'serviceaccounts' };

/** Issues a token that is bound to a pod. Rejects with NotFound when there is no such service account. */
export function issueBoundToken(
  { access, tokens }: { readonly access: ApiAccess; readonly tokens: ServiceAccountTokens },
  { namespace, serviceAccountName: name, audiences, expirationSeconds, pod }: TokenRequest,
): Promise<{ token: string; expiresAtMs: number }> {
  const account = access.get(SERVICE_ACCOUNTS, { namespace, name });
  if (!account) return Promise.reject(notFound(SERVICE_ACCOUNTS, name));
  const { token, expiresAt } = tokens.issue({ namespace, name, uid: account.metadata.uid ?? '', audiences, expirationSeconds, bound: { kind: 'Pod', ...pod } });
  return Promise.resolve({ token, expiresAtMs: expiresAt.getTime() });
}
