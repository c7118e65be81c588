import { registerEnumType } from 'type-graphql';
import type { OperationState as Values } from '../resource/postgres-operation.js';

/** State of an operation or of one of its steps. */
export const OperationState = {
  PENDING: 'PENDING',
  RUNNING: 'RUNNING',
  SUCCEEDED: 'SUCCEEDED',
  FAILED: 'FAILED',
  CANCELLED: 'CANCELLED',
} as const satisfies Record<Values, Values>;
/** One of the values of `OperationState`. */
export type OperationState = (typeof OperationState)[keyof typeof OperationState];

registerEnumType(OperationState, {
  name: 'OperationState',
  description: 'State of an operation or of one of its steps.',
  valuesConfig: {
    PENDING: { description: 'Accepted, not begun.' },
    RUNNING: { description: 'Begun, not ended.' },
    SUCCEEDED: { description: 'Ended as asked for.' },
    FAILED: { description: 'Ended without what was asked for; `error` says why and what to do.' },
    CANCELLED: { description: 'Ended on request or because a later one replaced it.' },
  },
});
