import type { OperationHandlers } from './operation/operation-handler.js';
import type { OperatorOptions } from './operator-options.js';

/** The handlers of operations that are more than a change of a cluster's specification. */
export const operationHandlers = (_options: OperatorOptions): OperationHandlers => ({});
