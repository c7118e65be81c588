import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { ApiAccess } from '../../api-access.js';
import { StatusError } from '../../status-error.js';
import { authenticateToken } from './authenticate-token.js';
import { forbidden, isAllowed, type AccessAttributes, type RoleReader } from './rbac.js';
import type { ServiceAccountTokens } from './service-account-tokens.js';
import { ANONYMOUS, GROUP_AUTHENTICATED, GROUP_MASTERS, type UserInfo } from '../user-info.js';

/** What senders are recognised by. */
export interface IdentityParts {
  readonly adminToken: string;
  readonly tokens: ServiceAccountTokens;
  readonly access: ApiAccess;
}

const ADMINISTRATOR: UserInfo = { username: 'admin', groups: [GROUP_MASTERS, GROUP_AUTHENTICATED] };

const AUTHENTICATION = 'authentication.k8s.io';

const certificateUsers = new WeakMap<TLSSocket, UserInfo | null>();

/** Who sends a request: by bearer token, by client certificate, or nobody in particular. Throws Unauthorized (401). */
export function createAuthenticator({ adminToken, tokens, access }: IdentityParts): (request: IncomingMessage) => UserInfo {
  const adminDigest = digest(adminToken);
  return ({ headers, socket }) => {
    const token = /^Bearer\s+(\S+)\s*$/i.exec(headers.authorization ?? '')?.[1];
    if (token !== undefined) {
      if (timingSafeEqual(digest(token), adminDigest)) return ADMINISTRATOR;
      const accepted = authenticateToken(token, tokens, access);
      if (accepted) return accepted.user;
      throw unauthorized();
    }
    if (headers.authorization !== undefined) throw unauthorized();
    return certificateUser(socket as TLSSocket) ?? ANONYMOUS;
  };
}

/** The user of a client certificate that our authority signed: its common name, its organizations as groups. */
function certificateUser(socket: TLSSocket): UserInfo | undefined {
  const known = certificateUsers.get(socket);
  if (known !== undefined) return known ?? undefined;
  const subject = socket.authorized ? socket.getPeerCertificate().subject : undefined;
  const [name] = [subject?.CN ?? []].flat();
  const user = name ? { username: name, groups: [...[subject?.O ?? []].flat(), GROUP_AUTHENTICATED] } : undefined;
  certificateUsers.set(socket, user ?? null);
  return user;
}

/** As whom a request acts: its sender, or whom the Impersonate headers name when the sender may. Throws Forbidden. */
export function impersonated({ headersDistinct: headers }: IncomingMessage, sender: UserInfo, roles: RoleReader): UserInfo {
  const username = headers['impersonate-user']?.[0];
  const groups = headers['impersonate-group'] ?? [];
  if (!username) {
    if (groups.length > 0) throw new StatusError(400, 'BadRequest', 'requested impersonation of groups without impersonating a user');
    return sender;
  }
  const uid = headers['impersonate-uid']?.[0];
  const extra = extraOf(headers);
  const wanted: AccessAttributes[] = [
    impersonateUser(username),
    ...groups.map((name) => ({ verb: 'impersonate', resource: 'groups', name })),
    ...(uid ? [{ verb: 'impersonate', group: AUTHENTICATION, resource: 'uids', name: uid }] : []),
    ...Object.entries(extra).flatMap(([key, values]) => values.map((name) => ({ verb: 'impersonate', group: AUTHENTICATION, resource: 'userextras', subresource: key, name }))),
  ];
  for (const attributes of wanted) if (!isAllowed(sender, attributes, roles)) throw forbidden(sender, attributes);
  return {
    username,
    groups: groupsOf(username, groups),
    ...(uid ? { uid } : {}),
    ...(Object.keys(extra).length > 0 ? { extra } : {}),
  };
}

/** The groups of an impersonated user: those asked for, or those that a service account has of itself. */
function groupsOf(username: string, asked: readonly string[]): readonly string[] {
  const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(username);
  const own = asked.length === 0 && account ? ['system:serviceaccounts', `system:serviceaccounts:${account[1] ?? ''}`] : asked;
  return username === ANONYMOUS.username || own.includes(GROUP_AUTHENTICATED) ? own : [...own, GROUP_AUTHENTICATED];
}

/** The extra fields of an impersonated user: headers Impersonate-Extra-KEY, keys percent-encoded. */
function extraOf(headers: IncomingMessage['headersDistinct']): Record<string, string[]> {
  const prefix = 'impersonate-extra-';
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, values]) => (name.startsWith(prefix) && values ? [[decodeURIComponent(name.slice(prefix.length)), values]] : [])),
  );
}

function impersonateUser(username: string): AccessAttributes {
  const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(username);
  if (!account) return { verb: 'impersonate', resource: 'users', name: username };
  return { verb: 'impersonate', resource: 'serviceaccounts', namespace: account[1] ?? '', name: account[2] ?? '' };
}

function unauthorized(): StatusError {
  return new StatusError(401, 'Unauthorized', 'Unauthorized');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
