import type { PodAccess } from '../../kube/client/kube-connection.js';
import type { DatabaseDesk } from '../instance/database-desk.js';
import type { LookRequests } from './look-requests.js';
import type { RepositoryLook } from './repository-look.js';

/** What is known of repositories, by cluster. */
export interface RepositoryDesks {
  /** Whether the repositories are prepared. */
  readonly stanzas: DatabaseDesk<true>;
  readonly looks: DatabaseDesk<RepositoryLook>;
}

/** What the work on repositories needs of the loop. */
export interface RepositoryWork extends RepositoryDesks {
  readonly pods: Pick<PodAccess, 'exec'>;
  readonly clock: { now(): number };
  readonly requests: LookRequests;
  /** Called when a look at a cluster's repositories has ended. */
  readonly onLook: (namespace: string, name: string) => void;
}
