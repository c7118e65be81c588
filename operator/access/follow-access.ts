import type { Kind } from '../../kube/kube-object.js';
import { PGO_ACCOUNT, PGO_ROLE } from '../../kube/kinds.js';
import type { OperationHandler, OperationHandlers } from '../operation/operation-handler.js';
import { STORE_TIMEOUT_MS } from '../operation/operation-status.js';

/** How soon to look again whether a change is stored. */
const AGAIN_MS = 500;

const follow = (kind: Kind, deletes: boolean): OperationHandler => ({
  watches: [kind],
  visit({ operation: { metadata, spec }, cache, clock }) {
    const name = typeof spec.input?.name === 'string' ? spec.input.name : '';
    const isThere = cache.get(kind, { namespace: metadata.namespace ?? '', name }) !== undefined;
    if (isThere !== deletes) return Promise.resolve({ steps: [{ name: 'Store the change', done: true, message: deletes ? 'It is gone.' : 'It is stored and counts.' }] });
    const steps = [{ name: 'Store the change', done: false, message: 'Waits for the change to be stored.' }];
    if (clock.now() - Date.parse(metadata.creationTimestamp ?? '') < STORE_TIMEOUT_MS) return Promise.resolve({ steps, againMs: AGAIN_MS });
    const error = { code: 'INTERRUPTED', message: `The change of ${kind.kind} "${name}" was interrupted before it was stored.`, suggestion: 'Send the request again.' };
    return Promise.resolve({ steps, error });
  },
});

/** Accounts and roles count as soon as they are stored: their operations end then. */
export const accessHandlers: OperationHandlers = {
  CreateAccount: follow(PGO_ACCOUNT, false),
  UpdateAccount: follow(PGO_ACCOUNT, false),
  DeleteAccount: follow(PGO_ACCOUNT, true),
  CreateToken: follow(PGO_ACCOUNT, false),
  RevokeToken: follow(PGO_ACCOUNT, false),
  CreateRole: follow(PGO_ROLE, false),
  UpdateRole: follow(PGO_ROLE, false),
  DeleteRole: follow(PGO_ROLE, true),
};
