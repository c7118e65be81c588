import type { ApiAccess } from '../api-access.js';
import type { AddressBook } from './address-book.js';
import type { Cgroups } from './cgroups.js';
import type { EventRecorder } from './event-recorder.js';
import type { NameDirectory } from './name-directory.js';
import type { NodeSettings } from './node-settings.js';
import type { BackoffLimits } from './restart-backoff.js';

/** What everything that acts for a pod shares. */
export interface NodeContext {
  readonly access: ApiAccess;
  readonly settings: NodeSettings;
  readonly nodeName: string;
  readonly hostAddress: string;
  readonly agentIsRoot: boolean;
  readonly podsDirectory: string;
  readonly volumesDirectory: string;
  readonly etc: { readonly directory: string; readonly names: readonly string[] };
  readonly rootLinks: readonly { readonly name: string; readonly target: string }[];
  readonly backoff: BackoffLimits;
  readonly logLimitBytes: number;
  readonly cpus: number;
  readonly memoryBytes: number;
  readonly events: EventRecorder;
  readonly names: NameDirectory;
  readonly addresses: AddressBook;
  readonly cgroups: Cgroups;
  /** Whether a process of a pod that no longer exists still has the claim's volume open. */
  isClaimHeld(namespace: string, claimName: string): boolean;
}
