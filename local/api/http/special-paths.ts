import type { ApiAccess } from '../../api-access.js';
import type { NodeAccess } from '../../node-access.js';
import type { KubeObject } from '../../object.js';
import { StatusError } from '../../status-error.js';
import { reviewAccess, reviewOwnAccess, reviewRules, reviewSelf, userInfoOf } from '../auth/access-reviews.js';
import { authenticateToken } from '../auth/authenticate-token.js';
import type { RoleReader } from '../auth/rbac.js';
import { API_AUDIENCE, type ServiceAccountTokens } from '../auth/service-account-tokens.js';
import type { ApiCore } from '../core.js';
import { badRequest, methodNotAllowed, notFound, notServed } from '../errors.js';
import { readBody } from '../verbs/create.js';
import type { ApiRequest } from './api-request.js';
import type { RequestPath } from '../request-path.js';
import { sendJson } from './respond.js';
import { podSubresource } from './pod-subresources.js';
import { finalizeNamespace } from './finalize.js';
import { scaleSubresource } from './scale.js';
import { requestToken } from './token-request.js';
import { readRequestBody } from './write-requests.js';

/** The path of a request for a resource. */
export type ResourcePath = Extract<RequestPath, { type: 'resource' }>;

/** What requests with an own way need besides the core. */
export interface SpecialParts {
  readonly access: ApiAccess;
  readonly tokens: ServiceAccountTokens;
  readonly roles: RoleReader;
  readonly node: () => NodeAccess | undefined;
}

/** Requests that do not read or write a stored object plainly: reviews, tokens, scale, the subresources of pods. Answers false for all others. */
export function createSpecialPaths(core: ApiCore, parts: SpecialParts): (path: ResourcePath, http: ApiRequest, verb: string) => Promise<boolean> {
  return async (path, http, verb) => {
    const { group, plural, subresource } = path;
    const review = group === 'authentication.k8s.io' || group === 'authorization.k8s.io' ? plural : undefined;
    if (review !== undefined) {
      if (verb !== 'create') throw methodNotAllowed();
      await answerReview(core, parts, { path, http });
      return true;
    }
    if (subresource === undefined || subresource === 'status') return false;
    const definition = core.registry.find(path);
    if (!definition?.subresources.some(({ name }) => name === subresource)) throw notServed();
    if (subresource === 'scale') await scaleSubresource(core, http, { definition, namespace: path.namespace, name: path.name ?? '', verb });
    else if (plural === 'namespaces') await finalizeNamespace(core, http, { definition, name: path.name ?? '', verb });
    else if (plural === 'serviceaccounts') await requestToken(parts, http, { path, verb });
    else if (plural === 'pods') await podSubresource(core, parts, { path, http, verb, definition });
    else throw notServed();
    return true;
  };
}

async function answerReview(core: ApiCore, parts: SpecialParts, { path, http }: { path: ResourcePath; http: ApiRequest }): Promise<void> {
  const definition = core.registry.find(path);
  if (!definition) throw notServed();
  const { value } = await readRequestBody(http);
  const review = readBody(definition, value);
  const answered = { ...reviewed(path, { review, http, parts }), metadata: { creationTimestamp: null } };
  sendJson(http.response, 201, JSON.stringify(answered));
}

function reviewed(path: ResourcePath, { review, http, parts }: { review: KubeObject; http: ApiRequest; parts: SpecialParts }): KubeObject {
  switch (path.plural) {
    case 'selfsubjectreviews':
      return reviewSelf(review, http.user);
    case 'selfsubjectaccessreviews':
      return reviewOwnAccess(review, http.user, parts.roles);
    case 'selfsubjectrulesreviews':
      return reviewRules(review, http.user, parts.roles);
    case 'tokenreviews':
      return reviewToken(review, parts);
    case 'localsubjectaccessreviews':
      if ((review.spec as { resourceAttributes?: { namespace?: string } } | undefined)?.resourceAttributes?.namespace !== path.namespace) {
        throw badRequest('spec.resourceAttributes.namespace must match namespace');
      }
      return reviewAccess(review, parts.roles);
    default:
      return reviewAccess(review, parts.roles);
  }
}

/** Answers whose a token is, when it is meant for one of the audiences that are asked for. */
function reviewToken(review: KubeObject, { tokens, access }: SpecialParts): KubeObject {
  const { token = '', audiences } = (review.spec ?? {}) as { token?: string; audiences?: readonly string[] };
  if (!token) throw badRequest('token is required for TokenReview in authentication');
  const accepted = authenticateToken(token, tokens, access, audiences?.length ? audiences : [API_AUDIENCE]);
  const status = accepted
    ? { authenticated: true, user: userInfoOf(accepted.user), audiences: accepted.audiences }
    : { user: {}, error: '[invalid bearer token, Token has been invalidated]' };
  return { ...review, status };
}

/** The pod of a path. Throws NotFound. */
export function podOf(core: ApiCore, { namespace, name = '' }: Pick<ResourcePath, 'namespace' | 'name'>): KubeObject {
  const pod = core.store.get('pods', namespace, name);
  if (!pod) throw notFound({ group: '', version: 'v1', plural: 'pods' }, name);
  return pod;
}

/** The node agent. Throws ServiceUnavailable while there is none. */
export function nodeOf({ node }: Pick<SpecialParts, 'node'>): NodeAccess {
  const attached = node();
  if (!attached) throw new StatusError(503, 'ServiceUnavailable', 'the node agent is not running: try again in a moment', { retryAfterSeconds: 1 });
  return attached;
}
