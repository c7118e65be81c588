import { registerEnumType } from 'type-graphql';
import type { Durability as Values } from '../resource/postgres-cluster.js';

/** What an acknowledged commit survives. */
export const Durability = {
  ASYNC: 'ASYNC',
  SYNC: 'SYNC',
  STRICT_SYNC: 'STRICT_SYNC',
} as const satisfies Record<Values, Values>;
/** One of the values of `Durability`. */
export type Durability = (typeof Durability)[keyof typeof Durability];

registerEnumType(Durability, {
  name: 'Durability',
  description: 'What an acknowledged commit survives.',
  valuesConfig: {
    ASYNC: { description: 'Commits wait for no replica: those not yet streamed are lost with the primary.' },
    SYNC: { description: 'Commits wait for a replica as long as one is in step: they survive the loss of the primary.' },
    STRICT_SYNC: { description: 'Commits always wait for a replica: without one in step, nothing is acknowledged.' },
  },
});
