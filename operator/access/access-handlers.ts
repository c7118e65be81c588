import { PGO_ACCOUNT, PGO_ROLE } from '../../kube/kinds.js';
import type { OperationHandlers } from '../operation/operation-handler.js';
import { storedObject } from '../operation/stored-object.js';

/** Accounts and roles count as soon as they are stored: their operations end then. */
export const accessHandlers: OperationHandlers = {
  CreateAccount: storedObject(PGO_ACCOUNT),
  UpdateAccount: storedObject(PGO_ACCOUNT),
  DeleteAccount: storedObject(PGO_ACCOUNT, { deletes: true }),
  CreateToken: storedObject(PGO_ACCOUNT),
  RevokeToken: storedObject(PGO_ACCOUNT),
  CreateRole: storedObject(PGO_ROLE),
  UpdateRole: storedObject(PGO_ROLE),
  DeleteRole: storedObject(PGO_ROLE, { deletes: true }),
};
