import { PGO_ACCOUNT } from '../../kube/kinds.js';
import type { CreateAccountInput, CreateTokenInput, DeleteAccountInput, RevokeTokenInput, UpdateAccountInput } from '../../schema/graphql/access-inputs.js';
import type { Permission } from '../../schema/graphql/permission.js';
import type { AccountToken, PgoAccount, PgoAccountSpec } from '../../schema/resource/pgo-account.js';
import { checkAccessName, checkBindings, checkIdentities, checkTokenName } from '../../schema/validation/access.js';
import { hashToken, makeToken } from '../auth/token.js';
import type { Context } from '../context.js';
import { ApiError, badUserInput, notFound } from '../error/api-error.js';
import { refuseIssues } from '../error/checked.js';
import type { AccessChange } from './access-mutation.js';
import { accountNotFound, requireGrantable, seesAccount } from './grant.js';
import { parseTokenId } from './to-account.js';

type Change = AccessChange<PgoAccount>;

/** Most tokens of one account. */
const TOKENS_MAX = 100;

const roleNames = ({ services }: Context): string[] => services.directory.roles().map(({ name }) => name);

/** The account that is there, when the viewer may see it and holds all that it holds. */
const ownedBy = (account: PgoAccount | undefined, { name, needs }: { name: string; needs: Permission }, { viewer, services }: Context): PgoAccount => {
  if (account === undefined || !seesAccount(viewer, account, needs)) throw accountNotFound(name);
  requireGrantable(viewer, account.spec.bindings ?? [], services.directory);
  return account;
};

/** How `createAccount` makes its change. */
export const createAccount = ({ name, bindings, identities }: CreateAccountInput, context: Context): Change => ({
  kind: 'CreateAccount', resource: PGO_ACCOUNT, name,
  decide(before) {
    refuseIssues([...checkAccessName('name', name), ...checkBindings('bindings', bindings, roleNames(context)), ...checkIdentities('identities', identities ?? [])]);
    requireGrantable(context.viewer, bindings, context.services.directory);
    if (before !== undefined) {
      throw new ApiError('ALREADY_EXISTS', `There is already an account "${name}".`, { field: 'name', suggestion: 'Choose another name, or change the one that exists with `updateAccount`.' });
    }
    return { bindings: bindings.map(({ role, namespaces }) => ({ role, namespaces: [...namespaces] })), ...(identities == null ? {} : { identities }) };
  },
});

/** How `updateAccount` makes its change. */
export const updateAccount = ({ name, bindings, disabled, identities }: UpdateAccountInput, context: Context): Change => ({
  kind: 'UpdateAccount', resource: PGO_ACCOUNT, name,
  decide(before) {
    refuseIssues([...checkBindings('bindings', bindings ?? [], roleNames(context)), ...checkIdentities('identities', identities ?? [])]);
    const { spec } = ownedBy(before, { name, needs: 'UPDATE_PGOUSER' }, context);
    requireGrantable(context.viewer, bindings ?? [], context.services.directory);
    return {
      ...spec,
      ...(bindings == null ? {} : { bindings: bindings.map(({ role, namespaces }) => ({ role, namespaces: [...namespaces] })) }),
      ...(disabled == null ? {} : { disabled }),
      ...(identities == null ? {} : { identities }),
    };
  },
});

/** How `deleteAccount` makes its change. */
export const deleteAccount = ({ name }: DeleteAccountInput, context: Context): Change => ({
  kind: 'DeleteAccount', resource: PGO_ACCOUNT, name,
  decide(before) {
    ownedBy(before, { name, needs: 'DELETE_PGOUSER' }, context);
    return undefined;
  },
});

const requireFuture = (expiresAt: Date | string | undefined, nowMs: number): string | undefined => {
  if (expiresAt == null) return undefined;
  const moment = new Date(expiresAt);
  if (moment.getTime() > nowMs) return moment.toISOString();
  throw badUserInput('expiresAt', `${moment.toISOString()} is not in the future`, 'Name a moment that is yet to come, or leave it out.');
};

const withToken = (spec: PgoAccountSpec, token: AccountToken, nowMs: number): PgoAccountSpec => {
  const alive = (spec.tokens ?? []).filter(({ expiresAt }) => expiresAt === undefined || Date.parse(expiresAt) > nowMs);
  if (alive.length >= TOKENS_MAX) throw new ApiError('FAILED_PRECONDITION', `The account has ${TOKENS_MAX} tokens already.`, { suggestion: 'Revoke one that is no longer used; `accounts` shows when each was last used.' });
  return { ...spec, tokens: [...alive, token] };
};

/** Name of the token of an operation: the same for a retry, which so finds it made. */
export const tokenIdOf = (operation: string): string => operation.replace(/[^a-z0-9]/g, '').slice(0, 32);

/** How `createToken` makes its change, and the secret that it made; undefined as long as it made none. */
export const createToken = ({ account, name, expiresAt }: CreateTokenInput, context: Context): { readonly change: Change; secret(): string | undefined } => {
  let secret: string | undefined;
  const { clock } = context.services;
  const change: Change = {
    kind: 'CreateToken', resource: PGO_ACCOUNT, name: account,
    decide(before, operation) {
      refuseIssues(checkTokenName('name', name));
      const expires = requireFuture(expiresAt, clock.now());
      const { spec } = ownedBy(before, { name: account, needs: 'CREATE_PGOUSER' }, context);
      secret = makeToken();
      const token = { id: tokenIdOf(operation), name, hash: hashToken(secret), createdAt: new Date(clock.now()).toISOString(), ...(expires === undefined ? {} : { expiresAt: expires }) };
      return withToken(spec, token, clock.now());
    },
  };
  return { change, secret: () => secret };
};

/** How `revokeToken` makes its change. */
export const revokeToken = ({ id }: RevokeTokenInput, context: Context): Change => {
  const ref = parseTokenId(id);
  const missing = (): ApiError => notFound('token with this id', 'The query `accounts` lists the tokens of each account.');
  if (ref === undefined) throw missing();
  return {
    kind: 'RevokeToken', resource: PGO_ACCOUNT, name: ref.account,
    decide(before) {
      const { spec } = ownedBy(before, { name: ref.account, needs: 'DELETE_PGOUSER' }, context);
      const tokens = spec.tokens ?? [];
      if (!tokens.some((token) => token.id === ref.id)) throw missing();
      return { ...spec, tokens: tokens.filter((token) => token.id !== ref.id) };
    },
  };
};
