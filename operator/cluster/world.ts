import type { PostgresDatabase } from '../../schema/resource/postgres-database.js';
import type { PostgresUser } from '../../schema/resource/postgres-user.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { CompleteClusterSpec } from '../../schema/resource/cluster-defaults.js';
import type {
  ConfigMap, Job, PersistentVolumeClaim, Pod, Secret, Service, StatefulSet,
} from '../../kube/core-kinds.js';
import type { KubeObject } from '../../kube/kube-object.js';
import type { VolumeUsage } from '../../schema/storage/volume-usage.js';
import type { PatroniMember, PatroniStore } from '../postgres/patroni-member.js';
import type { SettingsFacts } from '../instance/read-settings.js';
import type { KeptDataFacts } from '../instance/kept-data-facts.js';
import type { ObservedStandby } from './observed-standby.js';
import type { InstanceFacts } from './instance-facts.js';
import type { ReplicationFacts } from './replication-facts.js';
import type { RepositoryLook } from './repository-look.js';

/** What there is of one instance; any part may be missing. */
export interface ObservedInstance {
  readonly name: string;
  readonly ordinal: number;
  readonly statefulSet?: StatefulSet;
  readonly pod?: Pod;
  readonly claim?: PersistentVolumeClaim;
  /** The claim of its volume for WAL, where it has one. */
  readonly walClaim?: PersistentVolumeClaim;
  /** What Patroni says of it; may be old when the pod is not ready. */
  readonly member?: PatroniMember;
  /** What PostgreSQL itself said. */
  readonly facts?: InstanceFacts;
  /** Whether it was seen to stream from the primary; undefined while nobody has looked. */
  readonly streams?: boolean;
  /** What it takes of its volumes; undefined while nobody has measured. */
  readonly usage?: VolumeUsage;
  /** How far it has taken the parameters over; undefined while nobody has looked. */
  readonly settings?: SettingsFacts;
  /** What its volume holds of data of before a restore; undefined while nobody has looked. */
  readonly kept?: KeptDataFacts;
}

/** Everything that is known of a cluster at one moment. Decisions are functions of this and of nothing else. */
export interface ClusterWorld {
  readonly cluster: PostgresCluster;
  /** The specification with its defaults, and with the sizes that volumes have grown to by themselves. */
  readonly spec: CompleteClusterSpec;
  /** By ordinal. */
  readonly instances: readonly ObservedInstance[];
  readonly patroni: PatroniStore;
  readonly services: readonly Service[];
  readonly secrets: readonly Secret[];
  readonly configMaps: readonly ConfigMap[];
  readonly jobs: readonly Job[];
  /** Users and databases with resources of their own. */
  readonly users: readonly PostgresUser[];
  readonly databases: readonly PostgresDatabase[];
  /** Everything that belongs to the cluster, of every kind that we keep. */
  readonly owned: readonly KubeObject[];
  /** How far the replicas are, as they told themselves when something had changed last. */
  readonly replication?: ReplicationFacts;
  /** Whether users and databases of the specification are there; undefined while that was not looked at. */
  readonly databaseReady?: boolean;
  /** Why they are not, when making them failed. */
  readonly databaseError?: string;
  /** The cluster that it follows, or followed until it was promoted. */
  readonly standby?: ObservedStandby;
  /** What is known of the pooler's login in PostgreSQL. */
  readonly pooler?: PoolerKnowledge;
  /** What is known of the backup repositories. */
  readonly repositories?: RepositoryKnowledge;
}

/** What is known of the pooler's login; what is left out has not been found out yet. */
export interface PoolerKnowledge {
  /** Whether it is there, with the function that it calls, in every database; of a pooler that is turned off: whether it is gone. */
  readonly isSettled?: boolean;
  /** Why it could not be made or dropped. */
  readonly error?: string;
}

/** Why repositories cannot be used, by pgBackRest's number of each. */
export type RepositoryFaults = Readonly<Record<number, string>>;

/** What is known of the backup repositories of a cluster; what is left out has not been found out yet. */
export interface RepositoryKnowledge {
  readonly isStanzaReady?: boolean | undefined;
  /** Why some could not be prepared, by pgBackRest's number of the repository. */
  readonly unprepared?: RepositoryFaults;
  /** What the last look that succeeded brought. */
  readonly look?: RepositoryLook;
  /** Why the last look failed. */
  readonly lookError?: string;
}

/** The Secret of a name, if it is there. */
export const secretNamed = (world: Pick<ClusterWorld, 'secrets'>, name: string): Secret | undefined =>
  world.secrets.find(({ metadata }) => metadata.name === name);
