import { Ctx, Query, Resolver } from 'type-graphql';
import { ApiRole } from '../../schema/graphql/account.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { toApiRole } from './to-account.js';

/** `Query.roles` */
@Resolver()
export class RolesResolver {
  @NeedsPermission('SHOW_PGOROLE')
  @Query(() => [ApiRole], { description: 'The roles that accounts can be bound to, sorted by name: those that are built in and those that were made.' })
  roles(@Ctx() { services }: Context): ApiRole[] {
    return services.directory.roles().map(toApiRole).sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
