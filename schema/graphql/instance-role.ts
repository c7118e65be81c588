import { registerEnumType } from 'type-graphql';
import type { InstanceRole as Values } from '../resource/postgres-cluster.js';

/** What an instance is in its cluster. */
export const InstanceRole = {
  PRIMARY: 'PRIMARY',
  REPLICA: 'REPLICA',
  SYNC_REPLICA: 'SYNC_REPLICA',
  STANDBY_LEADER: 'STANDBY_LEADER',
  UNKNOWN: 'UNKNOWN',
} as const satisfies Record<Values, Values>;
/** One of the values of `InstanceRole`. */
export type InstanceRole = (typeof InstanceRole)[keyof typeof InstanceRole];

registerEnumType(InstanceRole, {
  name: 'InstanceRole',
  description: 'What an instance is in its cluster.',
  valuesConfig: {
    PRIMARY: { description: 'Accepts writes.' },
    REPLICA: { description: 'Follows the primary and serves reads.' },
    SYNC_REPLICA: { description: 'Follows the primary, and commits wait for it.' },
    STANDBY_LEADER: { description: 'Leads a cluster that itself follows another one.' },
    UNKNOWN: { description: 'Not known: it starts, stops or does not answer.' },
  },
});
