import type { KubeCache } from '../../kube/cache/kube-cache.js';
import type { KubeClient } from '../../kube/client/kube-client.js';
import type { PodAccess } from '../../kube/client/kube-connection.js';
import type { Clock } from '../../kube/clock.js';
import type { Logger } from '../../kube/logger.js';
import type { BackupProgress } from '../../schema/resource/postgres-backup.js';
import type { EventRecorder } from '../cluster/event-recorder.js';
import type { RepositoryLook } from '../cluster/repository-look.js';
import type { ImageCatalogue } from '../image-catalogue.js';
import type { DatabaseDesk } from '../instance/database-desk.js';

/** What the loop over backups works with. */
export interface BackupLoop {
  readonly cache: KubeCache;
  readonly client: KubeClient;
  readonly pods: Pick<PodAccess, 'exec'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly catalogue: ImageCatalogue;
  readonly events: EventRecorder;
  /** What the repositories hold, by cluster; filled by the loop over clusters. */
  readonly looks: DatabaseDesk<RepositoryLook>;
  /** How far running backups are, by UID. */
  readonly progress: DatabaseDesk<BackupProgress>;
  /** Backups taken out of their repository, by UID. */
  readonly removals: DatabaseDesk<true>;
  /** Asks for a visit of the backups of a cluster. */
  readonly visitSoon: (namespace: string, cluster: string) => void;
  /** Asks for a visit of a cluster, which then looks at its repositories again. */
  readonly lookAgain: (namespace: string, cluster: string) => void;
}
