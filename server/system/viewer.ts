import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { Permission } from '../../schema/graphql/permission.js';
import { Viewer } from '../../schema/graphql/viewer.js';
import { may } from '../auth/viewer.js';
import type { Context } from '../context.js';

/** `Query.viewer` and `Viewer.can` */
@Resolver(() => Viewer)
export class ViewerResolver {
  @NeedsPermission('LOGIN')
  @Query(() => Viewer, { description: 'Who asks: the account that the token of this call belongs to.' })
  viewer(@Ctx() { viewer }: Context): Viewer {
    const bindings = viewer.bindings.map(({ role, namespaces }) => ({ role: role.name, namespaces: [...namespaces] }));
    return { name: viewer.name, bindings };
  }

  @FieldResolver(() => Boolean, { description: 'Whether the viewer has a permission.' })
  can(
    @Root() _viewer: Viewer,
    @Arg('permission', () => Permission, { description: 'The permission.' }) permission: Permission,
    @Arg('namespace', () => String, { nullable: true, description: 'The namespace in which; any when left out.' }) namespace: string | undefined,
    @Ctx() context: Context,
  ): boolean {
    return may(context.viewer, permission, namespace ?? undefined);
  }
}
