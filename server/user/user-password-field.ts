import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { SECRET } from '../../kube/core-kinds.js';
import { secretText } from '../../kube/secret-text.js';
import { User } from '../../schema/graphql/user.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';

/** `User.password` */
@Resolver(() => User)
export class UserPasswordFieldResolver {
  @NeedsPermission('SHOW_SECRETS')
  @FieldResolver(() => String, { nullable: true, description: 'Its password, from its Secret. Null until there is one.' })
  password(@Root() { namespace, secretName }: User, @Ctx() { services }: Context): string | undefined {
    return secretText(services.cache.get(SECRET, { namespace, name: secretName }), 'password');
  }
}
