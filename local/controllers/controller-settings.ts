import type { Logger } from 'pino';
import type { ProxyProgram } from './proxy/proxy-supervisor.js';

/** What the controllers are told when they are started. */
export interface ControllerSettings {
  /** The data directory of this local Kubernetes; volumes live in `<dataDir>/volumes/<volume>`. */
  readonly dataDir: string;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** A number in [0, 1) for the jitter of retries; default `Math.random`. */
  readonly random?: () => number;
  readonly logger: Logger;
  /** How the process that forwards the connections of services is run; default: the compiled program. */
  readonly proxyProgram?: ProxyProgram;
}
