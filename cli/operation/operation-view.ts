/** One step of an operation, as far as it is shown. */
export interface StepView {
  name: string;
  state: string;
  message: string;
  startedAt?: string | null;
  finishedAt?: string | null;
  current?: number | null;
  max?: number | null;
  unit?: string | null;
}

/** An operation, as far as it is shown. */
export interface OperationView {
  id: string;
  kind: string;
  namespace: string;
  cluster?: string | null;
  state: string;
  steps: readonly StepView[];
  progress: number;
  error?: { code: string; message: string; suggestion: string } | null;
  requestedBy: string;
  createdAt: string;
  startedAt?: string | null;
  finishedAt?: string | null;
}

/** Whether an operation has come to its end. */
export const isOver = ({ state }: { state: string }): boolean => state === 'SUCCEEDED' || state === 'FAILED' || state === 'CANCELLED';
