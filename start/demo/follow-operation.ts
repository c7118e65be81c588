import type { createClient } from '../../schema/sdk/client.js';
import { progressView } from './progress-view.js';

type Client = ReturnType<typeof createClient>;
type Operation = NonNullable<Awaited<ReturnType<Client['operation']>>['operation']>;

/** Shows the steps of an operation until it ends; resolves to its last state, or to undefined when the signal ended the show. */
export async function followOperation(
  client: Client, operation: Operation, { signal, output }: { signal: AbortSignal; output: NodeJS.WriteStream },
): Promise<Operation | undefined> {
  const view = progressView(output);
  const changes = client.operationChanged({ id: operation.id })[Symbol.asyncIterator]();
  const aborted = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  let latest = operation;
  try {
    view.update(latest.steps);
    while (!latest.finishedAt) {
      const next = await Promise.race([changes.next(), aborted]);
      if (next === undefined) return undefined;
      if (next.done) break;
      latest = next.value.operationChanged;
      view.update(latest.steps);
    }
    return latest;
  } finally {
    view.end();
    await changes.return?.();
  }
}
