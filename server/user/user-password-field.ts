import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { SECRET } from '../../kube/core-kinds.js';
import { User } from '../../schema/graphql/user.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';

/** `User.password` */
@Resolver(() => User)
export class UserPasswordFieldResolver {
  @NeedsPermission('SHOW_SECRETS')
  @FieldResolver(() => String, { nullable: true, description: 'Its password, from its Secret. Null until there is one.' })
  password(@Root() { namespace, secretName }: User, @Ctx() { services }: Context): string | undefined {
    const text = services.cache.get(SECRET, { namespace, name: secretName })?.data?.['password'];
    return text === undefined ? undefined : Buffer.from(text, 'base64').toString('utf8');
  }
}
