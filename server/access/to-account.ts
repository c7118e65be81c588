import { BUILTIN_ROLES } from '../../schema/access/builtin-roles.js';
import { Account, ApiRole, Token } from '../../schema/graphql/account.js';
import { Permission } from '../../schema/graphql/permission.js';
import type { AccountToken, PgoAccount } from '../../schema/resource/pgo-account.js';
import { Buffer } from 'node:buffer';
import type { Role } from '../auth/viewer.js';
import { nodeId } from '../node-id.js';

/** The opaque id of a token. */
export const tokenId = (account: string, id: string): string => Buffer.from(`token:${account}/${id}`, 'utf8').toString('base64url');

const ID_LENGTH_MAX = 512;

/** What the id of a token stands for; undefined when it is none. */
export const parseTokenId = (id: string): { readonly account: string; readonly id: string } | undefined => {
  if (id.length > ID_LENGTH_MAX) return undefined;
  const [, account, token] = /^token:([a-z0-9.-]+)\/([a-z0-9]+)$/.exec(Buffer.from(id, 'base64url').toString('utf8')) ?? [];
  return account === undefined || token === undefined ? undefined : { account, id: token };
};

/** What the API says of a token. */
export const toToken = ({ id, name, createdAt, expiresAt }: AccountToken, { metadata, status }: PgoAccount): Token =>
  Object.assign(new Token(), { id: tokenId(metadata.name, id), name, createdAt, expiresAt, lastUsedAt: status?.lastUsedAt?.[id] });

/** What the API says of an account. */
export const toAccount = (account: PgoAccount): Account => {
  const { metadata: { name, namespace = '' }, spec } = account;
  return Object.assign(new Account(), {
    id: nodeId({ kind: 'Account', namespace, name }),
    name,
    bindings: (spec.bindings ?? []).map(({ role, namespaces }) => ({ role, namespaces: [...namespaces] })),
    disabled: spec.disabled ?? false,
    tokens: (spec.tokens ?? []).map((token) => toToken(token, account)),
    identities: spec.identities ?? [],
  });
};

/** What the API says of a role. */
export const toApiRole = ({ name, permissions }: Role): ApiRole => Object.assign(new ApiRole(), {
  name,
  permissions: permissions === 'ALL' ? Object.values(Permission) : [...permissions].sort(),
  all: permissions === 'ALL',
  builtin: BUILTIN_ROLES.some((role) => role.name === name),
});
