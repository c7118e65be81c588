import { Policy } from '../../schema/graphql/policy.js';
import { policySpecDefaults } from '../../schema/policy/check-policy.js';
import type { PostgresPolicy } from '../../schema/resource/postgres-policy.js';
import { nodeId } from '../node-id.js';

/** What the API says of a policy. */
export const toPolicy = ({ metadata, spec }: PostgresPolicy): Policy => {
  const { namespace = '', name } = metadata;
  return Object.assign(new Policy(), {
    id: nodeId({ kind: 'Policy', namespace, name }), namespace, name, ...policySpecDefaults(spec),
    createdAt: metadata.creationTimestamp ?? new Date(0).toISOString(),
  });
};
