import { POSTGRES_DATABASE, POSTGRES_USER } from '../../kube/kinds.js';
import type { OperationHandlers } from '../operation/operation-handler.js';
import { followObject } from '../operation/follow-object.js';

/** Reasons for which a user or database is not as asked for that do not pass by themselves. */
const LASTING: ReadonlySet<string> = new Set(['InvalidSpec', 'Conflict', 'Refused', 'ExtensionUnavailable', 'DatabaseMissing']);

/** The handlers of operations on users and databases: each follows the status of its resource. */
export const databaseHandlers = (): OperationHandlers => ({
  CreateDatabase: followObject({ kind: POSTGRES_DATABASE, step: 'Create the database', lastingReasons: LASTING }),
  UpdateDatabase: followObject({ kind: POSTGRES_DATABASE, step: 'Change the database', updates: true, lastingReasons: LASTING }),
  DeleteDatabase: followObject({ kind: POSTGRES_DATABASE, step: 'Delete the database', deletes: true }),
  CreateUser: followObject({ kind: POSTGRES_USER, step: 'Create the user', lastingReasons: LASTING }),
  UpdateUser: followObject({ kind: POSTGRES_USER, step: 'Change the user', updates: true, lastingReasons: LASTING }),
  RotateUserPassword: followObject({ kind: POSTGRES_USER, step: 'Change the password', updates: true, lastingReasons: LASTING }),
  DeleteUser: followObject({ kind: POSTGRES_USER, step: 'Drop the user', deletes: true }),
});
