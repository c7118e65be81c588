/** One server of a cluster, as far as it is shown. */
export interface InstanceView {
  name: string;
  role: string;
  ready: boolean;
  state: string;
  node?: string | null;
  timeline?: number | null;
  lagBytes?: number | null;
  pendingRestart: boolean;
  serverVersion?: string | null;
  startedAt?: string | null;
}

interface EndpointView { host: string; port: number }

/** A cluster, as far as it is shown in a table. */
export interface ClusterView {
  namespace: string;
  name: string;
  state: string;
  message: string;
  createdAt: string;
  postgresVersion: number;
  serverVersion?: string | null;
  replicas: number;
  durability: string;
  storageSize: string;
  walStorageSize?: string | null;
  storageAutoGrow?: { enabled: boolean; maximum: string; lastGrownAt?: string | null; message: string } | null;
  instances: readonly InstanceView[];
  primary?: { name: string } | null;
  endpoints: { primary?: EndpointView | null; replicas?: EndpointView | null };
  labels: readonly { key: string; value: string }[];
}

/** A cluster, as far as it is shown alone. */
export interface ClusterDetailView extends ClusterView {
  conditions: readonly { type: string; status: string; reason: string; message: string }[];
  parameters: readonly { name: string; value: string; pendingRestart: boolean }[];
  deletionProtection: boolean;
  podMetadata: { labels: readonly { key: string; value: string }[]; annotations: readonly { key: string; value: string }[] };
  standby?: { source: string; following: boolean; streaming: boolean; lagBytes?: number | null } | null;
  keptData?: { bytes: number; until: string } | null;
  tls: { enabled: boolean; required: boolean; certificateExpiresAt?: string | null };
}
