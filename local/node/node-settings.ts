import type { Logger } from 'pino';
import type { BackoffLimits } from './restart-backoff.js';

/** Asks for a token of a service account that is bound to a pod. */
export interface TokenRequest {
  readonly namespace: string;
  readonly serviceAccountName: string;
  /** Empty: the API's own audience. */
  readonly audiences: readonly string[];
  readonly expirationSeconds: number;
  readonly pod: { readonly name: string; readonly uid: string };
}

/** What the node agent is told when it is started. */
export interface NodeSettings {
  /** The data directory of this local Kubernetes; the node keeps its pods in `<dataDir>/pods`, volumes are in `<dataDir>/volumes`. */
  readonly dataDir: string;
  /** The B of the addresses 127.B.x.y; pods get 127.B.0.0 to 127.B.127.255. */
  readonly addressBlock: number;
  readonly apiHost: string;
  readonly apiPort: number;
  /** PEM of the authority that signed the API's certificate: ca.crt of service accounts comes from their ConfigMap, kube-root-ca.crt. */
  readonly caCertificate: string;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly logger: Logger;
  readonly issueToken: (request: TokenRequest) => Promise<{ readonly token: string; readonly expiresAtMs: number }>;
  /** Default "local". */
  readonly nodeName?: string;
  readonly backoff?: BackoffLimits;
  /** Bytes of output kept of one container run. Default 20 MiB; what is older is dropped once twice as much is there. */
  readonly logLimitBytes?: number;
  /** Pause between two looks at the volumes that have a limit, in milliseconds. Default 10 s. */
  readonly volumeCheckMs?: number;
}

/** User and group of a container when neither the pod nor the container names one, and the host's side of user 0. */
export const DEFAULT_USER = 65534;
export const DEFAULT_NODE_NAME = 'local';
export const DEFAULT_LOG_LIMIT_BYTES = 20 * 1024 * 1024;
