import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { POSTGRES_POLICY } from '../../kube/kinds.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { PolicyConnection } from '../../schema/graphql/policy-connection.js';
import { PoliciesArgs } from '../../schema/graphql/policy-inputs.js';
import { may } from '../auth/viewer.js';
import type { Context } from '../context.js';
import { byNamespaceAndName, pageOf } from '../page.js';
import { toPolicy } from './to-policy.js';

/** `Query.policies` */
@Resolver()
export class PoliciesResolver {
  @NeedsPermission('SHOW_POLICY')
  @Query(() => PolicyConnection, { description: 'The policies that the viewer may see, sorted by namespace and name.' })
  policies(@Args(() => PoliciesArgs) { namespace, ...page }: PoliciesArgs, @Ctx() { viewer, services }: Context): PolicyConnection {
    const resources = services.cache.list(POSTGRES_POLICY, namespace == null ? {} : { namespace }).filter(({ metadata }) => may(viewer, 'SHOW_POLICY', metadata.namespace));
    return pageOf(resources, { ...page, order: byNamespaceAndName, limits: services.settings.limits }, toPolicy);
  }
}
