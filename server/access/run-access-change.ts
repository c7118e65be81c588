import type { AccountPayload, RolePayload } from '../../schema/graphql/access-payloads.js';
import type { PgoAccount } from '../../schema/resource/pgo-account.js';
import type { PgoRole } from '../../schema/resource/pgo-role.js';
import type { Context } from '../context.js';
import { type MutationInput, type MutationResult, runMutation } from '../mutation/run-mutation.js';
import { type AccessChange, accessMutation } from './access-mutation.js';
import { toAccount, toApiRole } from './to-account.js';

/** Carries a change of an account out. */
export const runAccount = (change: AccessChange<PgoAccount>, input: MutationInput, context: Context): Promise<MutationResult<PgoAccount>> =>
  runMutation(accessMutation(change, context), input, context);

/** Carries a change of an account out and answers with the account as it is stored. */
export const runAccountChange = async (change: AccessChange<PgoAccount>, input: MutationInput, context: Context): Promise<AccountPayload> => {
  const { stored, operation, plan } = await runAccount(change, input, context);
  return { account: stored === undefined ? null : toAccount(stored), operation, plan };
};

/** Carries a change of a role out and answers with the role as it is stored. */
export const runRoleChange = async (change: AccessChange<PgoRole>, input: MutationInput, context: Context): Promise<RolePayload> => {
  const { stored, operation, plan } = await runMutation(accessMutation(change, context), input, context);
  const role = stored && { name: stored.metadata.name, permissions: stored.spec.all === true ? 'ALL' as const : new Set(stored.spec.permissions ?? []) };
  return { role: role === undefined ? null : toApiRole(role), operation, plan };
};
