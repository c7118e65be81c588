import type { Pod } from '../../kube/core-kinds.js';
import type { BackupProgress, PostgresBackup } from '../../schema/resource/postgres-backup.js';
import { BACKREST_CONTAINER } from '../postgres/pgbackrest-layout.js';
import type { BackupLoop } from './backup-loop.js';
import { jobOf, jobState } from './backup-status.js';
import { hasEnded, isDump, type BackupWorld } from './backup-world.js';
import { DUMP_PROGRESS_FILE } from './dump-script.js';

/** How often a running backup is asked how far it is, in milliseconds. */
export const PROGRESS_EVERY_MS = 2_000;
/** Longest time for that question, in milliseconds. */
const PROGRESS_TIMEOUT_MS = 10_000;

/** pgBackRest writes into its lock how far it is, in hundredths of a percent. */
const LOCK_COMMAND = ['sh', '-c', 'cat /repository/*/lock/*.lock /tmp/pgbackrest/*.lock 2>/dev/null'];
const SHARE = /"pctCplt":(\d+)/;
const SHARE_WHOLE = 10_000;

/** How far a backup of pgBackRest's is, by what its lock says. */
export const backrestProgress = (lock: string, totalBytes: number): BackupProgress | undefined => {
  const hundredths = SHARE.exec(lock)?.[1];
  return hundredths === undefined ? undefined : { currentBytes: Math.round(totalBytes * Math.min(1, Number(hundredths) / SHARE_WHOLE)), totalBytes };
};

/** How far a dump is, by what it wrote down. */
export const dumpProgress = (text: string): BackupProgress | undefined => {
  const match = /^(\d+) (\d+)$/.exec(text.trim());
  return match === null ? undefined : { currentBytes: Number(match[1]), totalBytes: Number(match[2]) };
};

/** Asks how far running backups are; true when there is one. */
export const requestProgress = (loop: BackupLoop, world: BackupWorld): boolean => {
  const running = world.backups.filter((backup) => {
    const job = jobOf(world, backup);
    return job !== undefined && jobState(job) === 'running' && !hasEnded(backup);
  });
  for (const backup of running) {
    const pod = runningPod(world, backup);
    if (pod !== undefined) askPod(loop, world, { backup, pod });
  }
  return running.length > 0;
};

const runningPod = (world: BackupWorld, backup: PostgresBackup): Pod | undefined => {
  const uid = jobOf(world, backup)?.metadata.uid;
  return world.pods.find(({ metadata, status }) => metadata.ownerReferences?.some((owner) => owner.uid === uid) === true && status?.phase === 'Running');
};

const askPod = (loop: BackupLoop, { nowMs, look }: BackupWorld, { backup, pod }: { readonly backup: PostgresBackup; readonly pod: Pod }): void => {
  const { uid = '', namespace = '' } = backup.metadata;
  const command = isDump(backup) ? ['cat', DUMP_PROGRESS_FILE] : LOCK_COMMAND;
  loop.progress.request(uid, String(Math.floor(nowMs / PROGRESS_EVERY_MS)), async () => {
    const { stdout } = await loop.pods.exec({ namespace, name: pod.metadata.name }, { container: BACKREST_CONTAINER, command, timeoutMs: PROGRESS_TIMEOUT_MS });
    const totalBytes = look?.archiver?.databaseBytes ?? 0;
    const now = isDump(backup) ? dumpProgress(stdout) : backrestProgress(stdout, totalBytes);
    return now ?? loop.progress.finding(uid)?.value ?? { currentBytes: 0, totalBytes };
  }, () => loop.visitSoon(namespace, backup.spec.cluster));
};
