/** Ends pods whose emptyDir volumes hold more than they may. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { NodeContext } from './node-context.js';
import type { Pod } from './pod.js';
import type { PodWorker } from './pod-worker.js';
import { quantity } from './quantity.js';

const run = promisify(execFile);
const CHECK_MS = 10_000;
/** A volume with so many files that counting takes longer is looked at again the next time. */
const COUNT_TIMEOUT_MS = 60_000;

/** A volume of a pod and the most that it may hold. */
interface Limited {
  readonly name: string;
  readonly directory: string;
  readonly limit: string;
  readonly bytes: number;
}

/** Looks again and again how much is in the volumes that have a limit, until the returned function is called. */
export function startVolumeLimits(context: NodeContext, workers: ReadonlyMap<string, PodWorker>): () => void {
  let isStopped = false;
  let timer: NodeJS.Timeout;
  const look = async (): Promise<void> => {
    for (const [uid, worker] of workers) {
      const over = await firstOver(limitedVolumes(worker.livingPod, path.join(context.podsDirectory, uid)));
      if (isStopped) return;
      if (over !== undefined) worker.finish({ reason: 'Evicted', message: `Usage of EmptyDir volume "${over.name}" exceeds the limit "${over.limit}". `, graceMs: 0 }, 'Warning');
    }
  };
  const next = (): void => {
    timer = setTimeout(() => void look().finally(() => isStopped || next()), context.settings.volumeCheckMs ?? CHECK_MS);
    timer.unref();
  };
  next();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}

function limitedVolumes(pod: Pod | undefined, directory: string): Limited[] {
  return (pod?.spec.volumes ?? []).flatMap(({ name, emptyDir }) => {
    const bytes = quantity(emptyDir?.sizeLimit);
    return bytes === undefined || bytes === 0 ? [] : [{ name, directory: path.join(directory, 'volumes', name), limit: emptyDir?.sizeLimit ?? '', bytes }];
  });
}

async function firstOver(volumes: readonly Limited[]): Promise<Limited | undefined> {
  for (const volume of volumes) if (await bytesIn(volume.directory) > volume.bytes) return volume;
  return undefined;
}

/** What the files of a directory take; 0 when it is not there, and when files go while they are counted. */
async function bytesIn(directory: string): Promise<number> {
  const counted = await run('nice', ['-n', '19', 'du', '-x', '-s', '-B', '1', directory], { timeout: COUNT_TIMEOUT_MS }).catch((error: unknown) => error as { stdout?: string });
  return Number.parseInt(counted.stdout ?? '', 10) || 0;
}
