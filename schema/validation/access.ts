import { BUILTIN_ROLES } from '../access/builtin-roles.js';
import type { Issue } from './issue.js';

/** Longest name of an account or a role of the API. */
export const ACCESS_NAME_LENGTH_MAX = 63;
/** Longest name of a token. */
export const TOKEN_NAME_LENGTH_MAX = 100;

const NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;
const NAMESPACE = /^(\*|[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)$/;
const IDENTITY = /^(serviceaccount:[a-z0-9-]+:[a-z0-9.-]+|certificate:[^\u0000-\u001f]{1,200}|oidc:[^\u0000-\u001f]{1,250})$/;

const issue = (field: string, message: string, suggestion: string): Issue[] => [{ field, message, suggestion }];

/** The name of an account or a role of the API. */
export const checkAccessName = (field: string, name: string): Issue[] => (name.length <= ACCESS_NAME_LENGTH_MAX && NAME.test(name) ? []
  : issue(field, `"${name.slice(0, 80)}" is no name for it`, `Use lower-case letters, digits, hyphens and dots, at most ${ACCESS_NAME_LENGTH_MAX} characters, for example "ann".`));

/** The name of a role that is to be made or changed: the built-in ones stay as they are. */
export const checkOwnRole = (field: string, name: string): Issue[] => (BUILTIN_ROLES.some((role) => role.name === name)
  ? issue(field, `the role "${name}" is built in and stays as it is`, 'Make a role of your own with the permissions that you want.') : checkAccessName(field, name));

/** What a token is called. */
export const checkTokenName = (field: string, name: string): Issue[] => (name.length >= 1 && name.length <= TOKEN_NAME_LENGTH_MAX && !/[\u0000-\u001f\u007f]/.test(name) ? []
  : issue(field, 'it must have 1 to 100 characters', 'Say what the token is for, for example "ci".'));

/** A binding: a role that there is, and where it counts. */
export const checkBindings = (field: string, bindings: readonly { role: string; namespaces: readonly string[] }[], roles: readonly string[]): Issue[] => bindings.flatMap(({ role, namespaces }) => [
  ...(roles.includes(role) ? [] : issue(field, `there is no role "${role.slice(0, 80)}"`, `Use one of: ${roles.slice(0, 20).join(', ')}.`)),
  ...(namespaces.length > 0 ? [] : issue(field, `the role "${role}" is bound in no namespace`, 'Name at least one; "*" stands for all.')),
  ...namespaces.filter((namespace) => !NAMESPACE.test(namespace)).flatMap((namespace) => issue(field, `"${namespace.slice(0, 80)}" is no name of a namespace`, 'Use names of namespaces, or "*" for all.')),
]);

/** Who else comes in as an account. */
export const checkIdentities = (field: string, identities: readonly string[]): Issue[] => identities.filter((identity) => !IDENTITY.test(identity))
  .flatMap((identity) => issue(field, `"${identity.slice(0, 80)}" names nobody`, 'Write serviceaccount:NAMESPACE:NAME, certificate:NAME or oidc:SUBJECT.'));
