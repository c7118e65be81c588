import { clusterOf } from '../../kube/cache/object-store.js';
import { JOB, POD } from '../../kube/core-kinds.js';
import { POSTGRES_BACKUP, POSTGRES_CLUSTER } from '../../kube/kinds.js';
import type { Kind } from '../../kube/kube-object.js';
import { objectQueue } from '../../kube/queue/object-queue.js';
import { LABEL_BACKUP } from '../../schema/naming/labels.js';
import type { BackupLoop } from './backup-loop.js';
import { visitBackups } from './visit-backups.js';

/** A running loop. */
export interface RunningBackupLoop {
  readonly visitSoon: (namespace: string, cluster: string) => void;
  stop(): Promise<void>;
}

/** Visits the backups of clusters as they, their Jobs and their clusters change. */
export const runBackupLoop = (parts: Omit<BackupLoop, 'visitSoon'>, random: () => number): RunningBackupLoop => {
  const { cache, clock, logger } = parts;
  const visitSoon = (namespace: string, cluster: string): void => queue.add({ namespace, name: cluster });
  const loop: BackupLoop = { ...parts, visitSoon };
  const queue = objectQueue({
    clock, random, logger, subject: 'cluster', sentence: 'a visit of the backups of a cluster failed; trying again',
    visit: (key) => visitBackups(loop, key),
  });
  const watch = (kind: Kind): (() => void) => cache.onChange(kind, ({ object }) => {
    const cluster = kind === POSTGRES_CLUSTER ? object.metadata.name : clusterOf(object);
    if (cluster === undefined || (kind === POD && object.metadata.labels?.[LABEL_BACKUP] === undefined)) return;
    visitSoon(object.metadata.namespace ?? '', cluster);
  });
  const ends = [POSTGRES_BACKUP, POSTGRES_CLUSTER, JOB, POD].map((kind) => watch(kind as Kind));
  for (const { metadata } of cache.list(POSTGRES_CLUSTER)) visitSoon(metadata.namespace ?? '', metadata.name);
  return {
    visitSoon,
    stop: async () => {
      for (const end of ends) end();
      await queue.stop();
    },
  };
};
