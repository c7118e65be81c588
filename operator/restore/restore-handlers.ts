import type { OperationHandlers } from '../operation/operation-handler.js';
import { restoreHandler } from './restore-handler.js';
import { restorePointHandler, type RestorePointTools } from './restore-point-handler.js';
import { verifyHandler, type VerifyHandlerTools } from './verify-handler.js';

/** The handlers of operations that read backups. */
export const restoreHandlers = (tools: VerifyHandlerTools & RestorePointTools): Required<Pick<OperationHandlers, 'Restore' | 'VerifyBackup' | 'CreateRestorePoint'>> => ({
  Restore: restoreHandler(tools),
  CreateRestorePoint: restorePointHandler(tools),
  VerifyBackup: verifyHandler(tools),
});
