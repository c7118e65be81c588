import { Ctx, Query, Resolver } from 'type-graphql';
import { NAMESPACE } from '../../kube/core-kinds.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { may } from '../auth/viewer.js';
import type { Context } from '../context.js';

/** `Query.namespaces` */
@Resolver()
export class NamespacesResolver {
  @NeedsPermission('SHOW_NAMESPACE')
  @Query(() => [String], { description: 'Names of the namespaces that the viewer may see, sorted.' })
  namespaces(@Ctx() { viewer, services }: Context): string[] {
    return services.cache.list(NAMESPACE).map(({ metadata }) => metadata.name).filter((name) => may(viewer, 'SHOW_NAMESPACE', name)).sort();
  }
}
