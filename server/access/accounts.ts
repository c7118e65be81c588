import { Ctx, Query, Resolver } from 'type-graphql';
import { Account } from '../../schema/graphql/account.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { seesAccount } from './grant.js';
import { toAccount } from './to-account.js';

/** `Query.accounts` */
@Resolver()
export class AccountsResolver {
  @NeedsPermission('SHOW_PGOUSER')
  @Query(() => [Account], { description: 'The accounts that may do something where the viewer has the permission, sorted by name.' })
  accounts(@Ctx() { viewer, services }: Context): Account[] {
    return services.directory.accounts().filter((account) => seesAccount(viewer, account)).map(toAccount).sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
