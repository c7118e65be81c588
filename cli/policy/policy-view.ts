import type { PoliciesQuery } from '../../schema/sdk/client.js';

/** A policy as verbs read it. */
export type PolicyView = PoliciesQuery['policies']['nodes'][number];
