import { registerEnumType } from 'type-graphql';
import type { ClusterState as Values } from '../resource/postgres-cluster.js';

/** State of a cluster in one word. */
export const ClusterState = {
  CREATING: 'CREATING',
  READY: 'READY',
  DEGRADED: 'DEGRADED',
  UPDATING: 'UPDATING',
  RESTORING: 'RESTORING',
  UPGRADING: 'UPGRADING',
  STOPPED: 'STOPPED',
  DELETING: 'DELETING',
  FAILED: 'FAILED',
  UNKNOWN: 'UNKNOWN',
} as const satisfies Record<Values, Values>;
/** One of the values of `ClusterState`. */
export type ClusterState = (typeof ClusterState)[keyof typeof ClusterState];

registerEnumType(ClusterState, {
  name: 'ClusterState',
  description: 'State of a cluster in one word; `message` and `conditions` say why.',
  valuesConfig: {
    CREATING: { description: 'It is being made and has never been ready.' },
    READY: { description: 'The primary accepts writes and every wanted replica streams.' },
    DEGRADED: { description: 'The primary accepts writes, but an instance is missing or behind.' },
    UPDATING: { description: 'A change of its specification is being carried out.' },
    RESTORING: { description: 'Its data are being restored from a backup.' },
    UPGRADING: { description: 'It is being moved to another major version of PostgreSQL.' },
    STOPPED: { description: 'No instance runs, on request; the data stay.' },
    DELETING: { description: 'It is being deleted.' },
    FAILED: { description: 'It does not serve, and will not without a change; `message` says which.' },
    UNKNOWN: { description: 'Nothing has been observed yet, or what was observed is too old to trust.' },
  },
});
