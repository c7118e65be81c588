import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { POSTGRES_CLUSTER, POSTGRES_OPERATION } from '../../kube/kinds.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { Policy, PolicyApplication } from '../../schema/graphql/policy.js';
import { targetsOf, targetStepName } from '../../schema/policy/policy-target.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import type { Context } from '../context.js';
import { operationState } from '../operation/to-operation.js';

/** Applications that are told of, the newest first. */
const APPLICATIONS_MAX = 100;

const applicationsOf = (operation: PostgresOperation, cluster: PostgresCluster | undefined): PolicyApplication[] => targetsOf(operation.spec, cluster).map((target) => {
  const step = operation.status?.steps?.find(({ name }) => name === targetStepName(target));
  return Object.assign(new PolicyApplication(), {
    cluster: target.cluster, database: target.database,
    at: step?.finishedAt ?? operation.status?.finishedAt ?? operation.metadata.creationTimestamp ?? new Date(0).toISOString(),
    state: step?.state ?? operationState(operation), message: step?.message ?? 'Waits for the operator.',
  });
});

/** `Policy.appliedTo` */
@Resolver(() => Policy)
export class PolicyAppliedToFieldResolver {
  @NeedsPermission('SHOW_POLICY')
  @FieldResolver(() => [PolicyApplication], { description: `Where and when it was applied and what came of it, the newest first, at most ${APPLICATIONS_MAX}.` })
  appliedTo(@Root() { namespace, name }: Policy, @Ctx() { services }: Context): PolicyApplication[] {
    return services.cache.list(POSTGRES_OPERATION, { namespace })
      .filter(({ spec }) => (spec.kind === 'ApplyPolicy' || spec.kind === 'RunSchedule') && spec.input?.['policy'] === name)
      .flatMap((operation) => applicationsOf(operation, services.cache.get(POSTGRES_CLUSTER, { namespace, name: operation.spec.cluster ?? '' })))
      .sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, APPLICATIONS_MAX);
  }
}
