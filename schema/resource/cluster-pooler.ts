import type { ResourcesSpec } from './postgres-cluster.js';

/** When a server connection goes back to the pool; in either case of letters. */
export type PoolerMode = 'session' | 'transaction' | 'SESSION' | 'TRANSACTION';

/** The connection pooler in front of the primary. */
export interface PoolerSpec {
  /** Whether there is a pooler. */
  enabled: boolean;
  /**
   * Number of pooler pods.
   * @minimum 1
   * @maximum 15
   * @asType integer
   * @default 1
   */
  replicas?: number;
  /**
   * When a server connection goes back to the pool: when its client disconnects, or after every transaction.
   * @default "SESSION"
   */
  mode?: PoolerMode;
  /**
   * Connections to PostgreSQL that each pod holds at most for a user in a database.
   * @minimum 1
   * @maximum 10000
   * @asType integer
   * @default 20
   */
  poolSize?: number;
  /**
   * Clients that each pod takes at most.
   * @minimum 1
   * @maximum 100000
   * @asType integer
   * @default 1000
   */
  maxClientConnections?: number;
  /** Compute resources of each pod. */
  resources?: ResourcesSpec;
  /**
   * Type of the service of the pooler; the one of the other services when left out.
   */
  serviceType?: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
  /**
   * Any text; another one than before gives the pooler's own login a new password.
   * @maxLength 64
   */
  passwordRotation?: string;
}

/** A pooler with every default in place. */
export type CompletePoolerSpec = PoolerSpec & Required<Pick<PoolerSpec, 'replicas' | 'mode' | 'poolSize' | 'maxClientConnections'>>;

/** What a pooler is that says nothing but that it shall be. */
export const POOLER_DEFAULT = { replicas: 1, mode: 'SESSION', poolSize: 20, maxClientConnections: 1000 } as const;

/** The pooler of a specification with its defaults; undefined when there shall be none. */
export const poolerOf = ({ pooler }: { readonly pooler?: PoolerSpec }): CompletePoolerSpec | undefined => (pooler?.enabled === true ? {
  ...pooler,
  replicas: pooler.replicas ?? POOLER_DEFAULT.replicas,
  mode: pooler.mode ?? POOLER_DEFAULT.mode,
  poolSize: pooler.poolSize ?? POOLER_DEFAULT.poolSize,
  maxClientConnections: pooler.maxClientConnections ?? POOLER_DEFAULT.maxClientConnections,
} : undefined);

/** The rotation of the password that is asked for. */
export const wantedRotation = ({ pooler }: { readonly pooler?: PoolerSpec }): string => pooler?.passwordRotation ?? '';

/** What is observed of the pooler. */
export interface PoolerStatus {
  /**
   * Number of pods that take clients.
   * @asType integer
   */
  readyReplicas: number;
  /** Whether clients can connect through it. */
  ready: boolean;
  /** When its certificate expires (RFC 3339). */
  certificateExpiresAt?: string;
}
