import { decodeJwt } from 'jose';
import type { KubeClient } from '../../kube/client/kube-client.js';
import type { Clock } from '../../kube/clock.js';
import type { Kind, KubeObject } from '../../kube/kube-object.js';
import { MANAGER_API } from '../../schema/naming/labels.js';
import { type TokenAuthenticator, unauthenticated } from './authenticate.js';
import type { Directory } from './directory.js';
import { hashToken } from './token.js';

interface TokenReview extends KubeObject {
  spec: { token: string };
  status?: { authenticated?: boolean; user?: { username?: string } };
}

const TOKEN_REVIEW: Kind<TokenReview> = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', plural: 'tokenreviews', namespaced: false };

/** How long what Kubernetes said of a token is believed, and of how many tokens it is remembered. */
const REVIEW_TTL_MS = 60_000;
const REVIEWS_MAX = 1_000;

/** Whose token this claims to be, before anyone has looked at the signature; undefined when it is no token of a service account. */
const claimedAccount = (token: string): { readonly identity: string; readonly expiresAtMs: number | undefined } | undefined => {
  try {
    const { sub = '', exp } = decodeJwt(token);
    const [, namespace, name] = /^system:serviceaccount:([a-z0-9-]+):([a-z0-9.-]+)$/.exec(sub) ?? [];
    return namespace === undefined || name === undefined ? undefined : { identity: `serviceaccount:${namespace}:${name}`, expiresAtMs: exp === undefined ? undefined : exp * 1000 };
  } catch {
    return undefined;
  }
};

/**
 * Takes the tokens of Kubernetes service accounts: Kubernetes itself is asked (TokenReview) whether they are good.
 * They come in as the account with the identity `serviceaccount:NAMESPACE:NAME`; without one Kubernetes is not asked.
 */
export const createServiceAccountAuthenticator = ({ client, directory, clock }: { client: Pick<KubeClient, 'create'>; directory: Directory; clock: Clock }): TokenAuthenticator => {
  const reviews = new Map<string, { readonly username: string | undefined; readonly untilMs: number }>();
  const review = async (token: string): Promise<string | undefined> => {
    const key = hashToken(token);
    const known = reviews.get(key);
    if (known !== undefined && clock.now() < known.untilMs) return known.username;
    const asked: TokenReview = { apiVersion: TOKEN_REVIEW.apiVersion, kind: TOKEN_REVIEW.kind, metadata: {} as TokenReview['metadata'], spec: { token } };
    const { status } = await client.create(TOKEN_REVIEW, asked, { manager: MANAGER_API });
    const username = status?.authenticated === true ? status.user?.username : undefined;
    reviews.delete(key);
    reviews.set(key, { username, untilMs: clock.now() + REVIEW_TTL_MS });
    const [oldest] = reviews.keys();
    if (reviews.size > REVIEWS_MAX && oldest !== undefined) reviews.delete(oldest);
    return username;
  };
  return async (token) => {
    const claimed = claimedAccount(token);
    if (claimed === undefined) return undefined;
    const { identity, expiresAtMs } = claimed;
    const name = directory.accountOf(identity)?.metadata.name;
    const isValid = (): boolean => directory.accountOf(identity)?.metadata.name === name && name !== undefined && directory.account(name)?.spec.disabled !== true
      && (expiresAtMs === undefined || clock.now() < expiresAtMs);
    if (name === undefined || !isValid()) throw unauthenticated('No account has the identity of this service account.');
    if (await review(token) !== `system:${identity}`) throw unauthenticated('Kubernetes does not know this token of a service account.');
    return { viewer: directory.viewer(name), method: 'service-account', isValid, ...(expiresAtMs === undefined ? {} : { expiresAtMs }) };
  };
};
