import { type Candidate, candidatesOf, type CandidateInput } from '../../schema/availability/candidates.js';
import { nearest } from '../../schema/validation/nearest.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import { ApiError, badUserInput } from '../error/api-error.js';

/** What decides about the candidates of a cluster, from its status. */
export const candidateInput = ({ spec, status }: PostgresCluster): CandidateInput =>
  ({ durability: spec.durability ?? 'ASYNC', primary: status?.primary, instances: status?.instances ?? [] });

/** The candidate of a name. Throws BAD_USER_INPUT when no instance has it. */
export const candidateNamed = (cluster: PostgresCluster, target: string): Candidate => {
  const candidates = candidatesOf(candidateInput(cluster));
  const found = candidates.find(({ instance }) => instance.name === target);
  if (found !== undefined) return found;
  const names = candidates.map(({ instance }) => instance.name).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const meant = nearest(target, names);
  throw badUserInput('target', `the cluster "${cluster.metadata.name}" has no instance "${target}"`,
    meant !== undefined ? `Did you mean "${meant}"?` : names.length === 0 ? 'Wait until the cluster has instances.' : `Use one of: ${names.join(', ')}.`);
};

/** A sentence on each instance that cannot be the primary. */
export const reasonsAgainst = (cluster: PostgresCluster): string =>
  candidatesOf(candidateInput(cluster)).filter(({ refusal }) => refusal !== 'IS_PRIMARY').map(({ reason }) => reason).filter((reason) => reason !== undefined).join('; ');

/** Refuses a candidate, with the reason. */
export const refuseCandidate = ({ reason, isForceable }: Candidate, suggestion: string): ApiError =>
  new ApiError('FAILED_PRECONDITION', `target: ${reason ?? 'it cannot be the primary'}.`, { field: 'target', suggestion: isForceable ? suggestion : OTHER });

const OTHER = 'Choose another instance, or wait until this one is well; `Cluster.candidates` (pgo failover NAME --query) says which are.';
