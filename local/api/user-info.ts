/** Who makes a request, as authentication found out. */
export interface UserInfo {
  readonly username: string;
  readonly uid?: string;
  readonly groups: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/** Groups that Kubernetes itself gives a meaning. */
export const GROUP_MASTERS = 'system:masters';
export const GROUP_AUTHENTICATED = 'system:authenticated';
export const GROUP_UNAUTHENTICATED = 'system:unauthenticated';

/** Who sends a request without credentials. */
export const ANONYMOUS: UserInfo = { username: 'system:anonymous', groups: [GROUP_UNAUTHENTICATED] };

/** A service account as a user. */
export function serviceAccountUser(namespace: string, name: string, uid: string, extra?: UserInfo['extra']): UserInfo {
  return {
    username: `system:serviceaccount:${namespace}:${name}`,
    uid,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, GROUP_AUTHENTICATED],
    ...(extra ? { extra } : {}),
  };
}
