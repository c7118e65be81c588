import type { IncomingMessage } from 'node:http';
import type { RequestPath } from '../request-path.js';
import { forbidden, isAllowed, type AccessAttributes, type RoleReader } from './rbac.js';
import { impersonated } from './request-identity.js';
import type { UserInfo } from '../user-info.js';

/** Paths that everyone may read. */
const PUBLIC_PATHS: readonly string[] = ['/healthz', '/livez', '/readyz'];

/** What a request asks for, as RBAC sees it. */
export function attributesOf(verb: string, path: RequestPath): AccessAttributes {
  if (path.type === 'other') return { verb, path: path.path };
  const { group, plural, subresource, name } = path;
  const namespace = path.namespace ?? (plural === 'namespaces' && group === '' ? name : undefined);
  return {
    verb, group, resource: plural,
    ...(subresource ? { subresource } : {}),
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === undefined ? {} : { name }),
  };
}

/** Makes the check of every request: as whom it acts, and whether that user may do it. Throws Forbidden. */
export function createAuthorizer(roles: RoleReader): (request: IncomingMessage, sender: UserInfo, action: { verb: string; path: RequestPath }) => UserInfo {
  return (request, sender, { verb, path }) => {
    const user = impersonated(request, sender, roles);
    if (path.type === 'other' && PUBLIC_PATHS.some((open) => path.path === open || path.path.startsWith(`${open}/`))) return user;
    const attributes = attributesOf(verb, path);
    if (!isAllowed(user, attributes, roles)) throw forbidden(user, attributes);
    return user;
  };
}
