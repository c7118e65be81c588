import type { KubeCache } from '../../kube/cache/kube-cache.js';
import type { Reader, Writer } from '../../kube/client/kube-client.js';
import type { PodAccess } from '../../kube/client/kube-connection.js';
import type { Clock } from '../../kube/clock.js';
import type { Logger } from '../../kube/logger.js';
import type { AccessOutcome } from '../database/wanted-access.js';
import type { ImageCatalogue } from '../image-catalogue.js';
import type { DatabaseDesk } from '../instance/database-desk.js';
import type { SettingsFacts } from '../instance/read-settings.js';
import type { KeptDataFacts } from '../instance/kept-data-facts.js';
import type { WalDivergence } from '../instance/wal-divergence.js';
import type { VolumeUsage } from '../../schema/storage/volume-usage.js';
import type { DesireSettings } from './desire/desire-input.js';
import type { RepositoryWork } from './repository-desks.js';
import type { EventRecorder } from './event-recorder.js';
import type { ReceiverFacts } from './observed-standby.js';
import type { Pace } from './pace.js';
import type { InstanceFacts } from './instance-facts.js';
import type { ReplicationFacts } from './replication-facts.js';
import type { WrittenStatuses } from './written-statuses.js';

/** What the loop over clusters works with. */
export interface ClusterLoop {
  readonly cache: KubeCache;
  readonly writer: Writer;
  readonly pods: PodAccess;
  /** Reads what the cache does not have. */
  readonly reader: Pick<Reader, 'get'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly catalogue: ImageCatalogue;
  readonly settings: DesireSettings;
  readonly events: EventRecorder;
  /** Statuses written that the cache may not have yet. */
  readonly written: WrittenStatuses;
  /** Users and databases, by cluster. */
  readonly applications: DatabaseDesk<AccessOutcome>;
  /** The pooler's login, by cluster. */
  readonly poolers: DatabaseDesk<true>;
  /** Passwords from Secrets of others, by user. */
  readonly passwords: DatabaseDesk<string>;
  /** What PostgreSQL says, by pod. */
  readonly facts: DatabaseDesk<InstanceFacts>;
  /** Whether replicas stream from the primary, by pod. */
  readonly streams: DatabaseDesk<true>;
  /** Whether first instances that were cut short were helped on, by pod. */
  readonly promotions: DatabaseDesk<boolean>;
  /** Whether the WAL of replicas that do not follow is that of the primary, by pod. */
  readonly divergences: DatabaseDesk<WalDivergence>;
  /** How far replicas are behind, by cluster. */
  readonly replication: DatabaseDesk<ReplicationFacts>;
  /** What the leaders of standby clusters receive, by cluster. */
  readonly receivers: DatabaseDesk<ReceiverFacts>;
  /** The backup repositories. */
  readonly repositories: RepositoryWork;
  /** Whether the instances serve the current certificate, by pod. */
  readonly certificates: DatabaseDesk<true>;
  /** How far instances have taken their parameters over, by pod. */
  readonly configurations: DatabaseDesk<SettingsFacts>;
  /** What volumes hold of data of before a restore, by pod. */
  readonly keptData: DatabaseDesk<KeptDataFacts>;
  /** What instances take of their volumes, by pod; null where that cannot be measured. */
  readonly volumes: DatabaseDesk<VolumeUsage | null>;
  /** Restarts for changed parameters, by cluster. */
  readonly restarts: DatabaseDesk<true>;
  /** How often calm clusters are looked at. */
  readonly pace: () => Pace;
  /** Asks for a visit of a cluster. */
  readonly visitSoon: (namespace: string, name: string) => void;
}
