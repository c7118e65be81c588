import { damagedPage } from './damaged-page.js';
import { killedBackups } from './killed-backups.js';
import { killedRestores } from './killed-restores.js';
import { liveBackup } from './live-backup.js';
import type { Proof } from './proof-world.js';
import { randomMoments } from './random-moments.js';
import { bareBucket, keptRepository } from './repository-alone.js';
import { bucketFaults, fullRepository } from './repository-faults.js';

/** Everything that is shown, in this order. */
export const PROOFS: readonly Proof[] = [randomMoments, damagedPage, keptRepository, bareBucket, killedBackups, killedRestores, bucketFaults, fullRepository, liveBackup];
