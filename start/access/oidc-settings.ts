import type { OidcSettings } from '../../server/auth/jwt-authenticator.js';
import { StartError } from '../start-error.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** The roles by group. Throws when they are written wrong. */
function bindingsOf(text: string): NonNullable<OidcSettings['bindings']> {
  const wrong = new StartError('PGO_OIDC_BINDINGS must be a JSON object like {"dba": [{"role": "operator", "namespaces": ["*"]}]}.');
  const parsed = ((): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      throw wrong;
    }
  })();
  const isBinding = (value: unknown): boolean => typeof value === 'object' && value !== null && typeof (value as { role?: unknown }).role === 'string'
    && Array.isArray((value as { namespaces?: unknown }).namespaces) && (value as { namespaces: unknown[] }).namespaces.every((name) => typeof name === 'string');
  if (typeof parsed !== 'object' || parsed === null || !Object.values(parsed).every((list) => Array.isArray(list) && list.every(isBinding))) throw wrong;
  return parsed as NonNullable<OidcSettings['bindings']>;
}

/** The identity provider that the environment names, if it names one. Throws a `StartError` for half of one. */
export function oidcOf(environment: Environment): { readonly oidc?: OidcSettings } {
  const { PGO_OIDC_ISSUER: issuer, PGO_OIDC_AUDIENCE: audience, PGO_OIDC_NAME_CLAIM: nameClaim, PGO_OIDC_GROUPS_CLAIM: groupsClaim, PGO_OIDC_BINDINGS: bindings } = environment;
  if (!issuer) return {};
  if (!audience) throw new StartError('PGO_OIDC_ISSUER is set without PGO_OIDC_AUDIENCE: tokens made for anyone would be taken.');
  return { oidc: { issuer, audience, ...(nameClaim ? { nameClaim } : {}), ...(groupsClaim ? { groupsClaim } : {}), ...(bindings ? { bindings: bindingsOf(bindings) } : {}) } };
}
