import type { KubeObject } from '../../object.js';
import { StatusError } from '../../status-error.js';
import { allowedBy, rulesOf, type AccessAttributes, type RoleReader } from './rbac.js';
import { GROUP_AUTHENTICATED, GROUP_MASTERS, type UserInfo } from '../user-info.js';

interface ReviewSpec {
  readonly resourceAttributes?: {
    readonly verb?: string; readonly group?: string; readonly resource?: string; readonly subresource?: string;
    readonly namespace?: string; readonly name?: string;
  };
  readonly nonResourceAttributes?: { readonly verb?: string; readonly path?: string };
  readonly user?: string;
  readonly groups?: readonly string[];
}

/** Answers a SelfSubjectAccessReview: may the caller do it? */
export function reviewOwnAccess(review: KubeObject, user: UserInfo, roles: RoleReader): KubeObject {
  return answered(review, user, roles);
}

/** Answers a SubjectAccessReview or LocalSubjectAccessReview: may the user that it names do it? */
export function reviewAccess(review: KubeObject, roles: RoleReader): KubeObject {
  const { user, groups } = specOf(review);
  if (!user && !groups?.length) throw invalid(review, 'spec.user', 'at least one of user or group must be specified');
  const subject: UserInfo = { username: user ?? '', groups: groups ?? [] };
  return answered(review, subject, roles);
}

/** Answers a SelfSubjectRulesReview: everything that the caller may do in a namespace. */
export function reviewRules(review: KubeObject, user: UserInfo, roles: RoleReader): KubeObject {
  const namespace = (review['spec'] as { namespace?: string } | undefined)?.namespace;
  if (!namespace) throw new StatusError(400, 'BadRequest', 'no namespace on request');
  const everything = [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }, { verbs: ['*'], nonResourceURLs: ['*'] }];
  const rules = user.groups.includes(GROUP_MASTERS) ? everything : rulesOf(user, namespace, roles);
  const status = {
    resourceRules: rules.filter(({ nonResourceURLs }) => !nonResourceURLs?.length),
    nonResourceRules: rules.filter(({ nonResourceURLs }) => nonResourceURLs?.length).map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs })),
    incomplete: false,
  };
  return { ...review, status };
}

/** Answers a SelfSubjectReview: who is the caller? */
export function reviewSelf(review: KubeObject, user: UserInfo): KubeObject {
  return { ...review, status: { userInfo: userInfoOf(user) } };
}

/** A user as reviews show it. */
export function userInfoOf({ username, uid, groups, extra }: UserInfo): Record<string, unknown> {
  return { username, ...(uid ? { uid } : {}), groups: [...new Set([...groups, GROUP_AUTHENTICATED])], ...(extra ? { extra } : {}) };
}

function answered(review: KubeObject, user: UserInfo, roles: RoleReader): KubeObject {
  const reason = allowedBy(user, attributesOf(review), roles);
  return { ...review, status: { allowed: reason !== undefined, ...(reason ? { reason } : {}) } };
}

function attributesOf(review: KubeObject): AccessAttributes {
  const { resourceAttributes: resource, nonResourceAttributes: path } = specOf(review);
  if (!resource === !path) {
    throw invalid(review, 'spec.resourceAttributes', 'exactly one of nonResourceAttributes or resourceAttributes must be specified');
  }
  if (path) return { verb: path.verb ?? '', path: path.path ?? '' };
  const { verb = '', group = '', resource: plural = '', subresource, namespace, name } = resource ?? {};
  return { verb, group, resource: plural, ...(subresource ? { subresource } : {}), ...(namespace ? { namespace } : {}), ...(name ? { name } : {}) };
}

const specOf = (review: KubeObject): ReviewSpec => (review['spec'] ?? {}) as ReviewSpec;

function invalid(review: KubeObject, field: string, what: string): StatusError {
  const message = `${review.kind}.authorization.k8s.io "" is invalid: ${field}: Invalid value: null: ${what}`;
  const causes = [{ reason: 'FieldValueInvalid', message: `Invalid value: null: ${what}`, field }];
  return new StatusError(422, 'Invalid', message, { group: 'authorization.k8s.io', kind: review.kind, causes });
}
