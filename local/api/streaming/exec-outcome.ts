import type { ExecSession } from '../../node-access.js';
import { StatusError } from '../../status-error.js';

/** How a command ended, as a Status, once its outputs have been forwarded. */
export async function execOutcome(session: ExecSession, outputs: readonly unknown[]): Promise<object> {
  try {
    const code = await session.exited;
    await Promise.all(outputs);
    return code === 0 ? { metadata: {}, status: 'Success' } : nonZero(code);
  } catch (error) {
    return execFailure(error);
  }
}

/** Why a command could not be run, as a Status. */
export function execFailure(error: unknown): object {
  if (error instanceof StatusError) return error.body;
  const message = error instanceof Error ? error.message : String(error);
  return { metadata: {}, status: 'Failure', message, reason: 'InternalError', code: 500 };
}

/** Gives a command's terminal the size that a client sends as JSON; a size that cannot be read changes nothing. */
export function resizeSession(session: ExecSession, data: Buffer): void {
  try {
    const { Width, Height } = JSON.parse(data.toString()) as { Width?: number; Height?: number };
    if (Width && Height) session.resize(Width, Height);
  } catch {
    // Not JSON.
  }
}

const nonZero = (code: number): object => ({
  metadata: {},
  status: 'Failure',
  message: `command terminated with non-zero exit code: exit code ${code}`,
  reason: 'NonZeroExitCode',
  details: { causes: [{ reason: 'ExitCode', message: String(code) }] },
});
