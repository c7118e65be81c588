import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { UpgradeClusterInput } from '../../schema/graphql/upgrade-inputs.js';
import { UpgradeClusterPayload } from '../../schema/graphql/upgrade-payloads.js';
import { runClusterMutation } from '../cluster/run-cluster-mutation.js';
import type { Context } from '../context.js';
import { upgradeClusterMutation } from './upgrade-cluster-mutation.js';

/** `Mutation.upgradeCluster` */
@Resolver()
export class UpgradeClusterResolver {
  @NeedsPermission('CREATE_UPGRADE')
  @Mutation(() => UpgradeClusterPayload, { description: 'Upgrades a cluster: within its major version by a rolling restart, to another one by pg_upgrade on a copy. Also takes an upgrade back, and ends the way back.' })
  upgradeCluster(@Arg('input', () => UpgradeClusterInput, { description: 'The cluster and the version.' }) input: UpgradeClusterInput, @Ctx() context: Context): Promise<UpgradeClusterPayload> {
    return runClusterMutation(upgradeClusterMutation(input, context), input, context);
  }
}
