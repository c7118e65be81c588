import type { OperationHandlers } from '../operation/operation-handler.js';
import { restoreHandler } from './restore-handler.js';
import { verifyHandler, type VerifyHandlerTools } from './verify-handler.js';

/** The handlers of operations that read backups. */
export const restoreHandlers = (tools: VerifyHandlerTools): Required<Pick<OperationHandlers, 'Restore' | 'VerifyBackup'>> => ({
  Restore: restoreHandler(tools),
  VerifyBackup: verifyHandler(tools),
});
