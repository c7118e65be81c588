import { once } from 'node:events';
import { watch } from 'node:fs';

/** Waits until the condition holds, looking again whenever something in the folder changes. Rejects when it takes longer. */
export async function whenChanged(folder: string, condition: () => boolean, timeoutMs: number): Promise<void> {
  const watcher = watch(folder);
  const timer = setTimeout(() => watcher.emit('error', new Error(`what was waited for in ${folder} did not come within ${timeoutMs} ms`)), timeoutMs);
  try {
    while (!condition()) await once(watcher, 'change');
  } finally {
    clearTimeout(timer);
    watcher.close();
  }
}
