import type { DatabaseDesk } from '../instance/database-desk.js';
import type { EndpointVerdict } from './test-endpoint.js';

/** What the handlers of maintenance work with. */
export interface MaintenanceTools {
  /** Major versions on offer. */
  readonly versions: readonly number[];
  /** Restarts, handing over and reloads, by operation and instance: they take their time. */
  readonly desk: DatabaseDesk<true>;
  /** Connections that are tried, by operation and endpoint. */
  readonly tests: DatabaseDesk<EndpointVerdict>;
}
