import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { TestClusterInput } from '../../schema/graphql/maintenance-inputs.js';
import { TestClusterPayload } from '../../schema/graphql/maintenance-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { runClusterMutation } from '../cluster/run-cluster-mutation.js';
import type { Context } from '../context.js';
import { testClusterMutation } from './test-cluster-mutation.js';

/** `Mutation.testCluster` */
@Resolver()
export class TestClusterResolver {
  @NeedsPermission('TEST_CLUSTER')
  @Mutation(() => TestClusterPayload, { description: 'Connects to each service and instance of a cluster, as clients do, and reports which are up.' })
  testCluster(@Arg('input', () => TestClusterInput, { description: 'The cluster.' }) input: TestClusterInput, @Ctx() context: Context): Promise<TestClusterPayload> {
    return runClusterMutation(testClusterMutation(input, context), input, context);
  }
}
