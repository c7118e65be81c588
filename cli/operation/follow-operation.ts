import type { Factory } from '../factory/factory.js';
import { CliError } from '../error/cli-error.js';
import { exitCodes } from '../error/exit-code.js';
import { createLivePaint } from '../output/live-paint.js';
import { durationText } from '../output/units.js';
import { changeLines, operationTitle, progressLines } from './format-progress.js';
import { isOver, type OperationView } from './operation-view.js';

/** How often elapsed times are painted anew. */
const repaintMs = 250;

interface ProgressView {
  show(operation: OperationView): void;
  end(): void;
}

/** The steps painted over in place, times running. */
const paintedProgress = ({ streams: { err }, clock }: Factory): ProgressView => {
  const paint = createLivePaint(err);
  let latest: OperationView | undefined;
  const repaint = (): void => {
    if (latest !== undefined) paint.paint(progressLines(latest, clock.now(), err.columns(), err.colours));
  };
  const stop = clock.every(repaintMs, repaint);
  return {
    show(operation) {
      latest = operation;
      repaint();
    },
    end() {
      stop();
      repaint();
    },
  };
};

/** One line for each step that moved, for logs. */
const printedProgress = ({ streams: { err }, clock }: Factory): ProgressView => {
  let latest: OperationView | undefined;
  return {
    show(operation) {
      for (const line of changeLines(latest, operation, clock.now())) err.line(line);
      latest = operation;
    },
    end() { /* Nothing is left to paint. */ },
  };
};

/** Throws what the end of an operation means when it is not success (exit code 5). */
export const checkOutcome = (operation: OperationView): void => {
  if (operation.state === 'SUCCEEDED') return;
  const { error } = operation;
  throw new CliError(`${operationTitle(operation)} ${operation.state === 'FAILED' ? 'failed' : 'was cancelled'}${
    error === null || error === undefined ? '.' : `: ${error.message}`}`, {
    exitCode: exitCodes.operationFailed,
    suggestion: error?.suggestion ?? `See \`pgo show operation ${operation.id}\`.`,
  });
};

const timedOut = (id: string, timeoutMs: number): CliError =>
  new CliError(`The operation has not ended after ${durationText(timeoutMs)}. It goes on.`, {
    exitCode: exitCodes.timedOut, suggestion: `Follow it with \`pgo show operation ${id} --wait\`.`,
  });

const interrupted = (id: string): CliError =>
  new CliError('Interrupted. The operation goes on.', { exitCode: exitCodes.interrupted, suggestion: `Follow it with \`pgo show operation ${id} --wait\`.` });

/** Reads the changes until the operation is over; when the stream ends before, asks once for the last state. */
const readChanges = async (factory: Factory, id: string, signal: AbortSignal, view: ProgressView): Promise<OperationView> => {
  const client = await factory.client();
  for await (const { operationChanged } of client.operationChanged({ id }, { signal })) {
    view.show(operationChanged);
    if (isOver(operationChanged)) return operationChanged;
  }
  const { operation } = await client.operation({ id }, { signal });
  if (operation !== null && operation !== undefined && isOver(operation)) {
    view.show(operation);
    return operation;
  }
  throw new CliError(`The server stopped reporting on operation ${id} before it ended.`, {
    suggestion: `Follow it again with \`pgo show operation ${id} --wait\`.`,
  });
};

/**
 * Waits until an operation has ended, showing its steps on standard error, and returns its last state whatever that is.
 * Throws after `timeoutMs` (exit code 6) and when interrupted (130); the operation goes on in both cases.
 */
export const followOperation = async (factory: Factory, id: string, timeoutMs?: number): Promise<OperationView> => {
  const limit = timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs);
  const signal = limit === undefined ? factory.signal : AbortSignal.any([factory.signal, limit]);
  const view = factory.streams.err.isTerminal ? paintedProgress(factory) : printedProgress(factory);
  try {
    return await readChanges(factory, id, signal, view);
  } catch (error) {
    if (factory.signal.aborted) throw interrupted(id);
    if (limit?.aborted === true) throw timedOut(id, timeoutMs ?? 0);
    throw error;
  } finally {
    view.end();
  }
};
