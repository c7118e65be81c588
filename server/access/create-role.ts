import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { CreateRoleInput } from '../../schema/graphql/access-inputs.js';
import { CreateRolePayload } from '../../schema/graphql/access-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { createRole } from './role-changes.js';
import { runRoleChange } from './run-access-change.js';

/** `Mutation.createRole` */
@Resolver()
export class CreateRoleResolver {
  @NeedsPermission('CREATE_PGOROLE')
  @Mutation(() => CreateRolePayload, { description: 'Creates a role. Nobody can give more than they have.' })
  createRole(@Arg('input', () => CreateRoleInput, { description: 'The role.' }) input: CreateRoleInput, @Ctx() context: Context): Promise<CreateRolePayload> {
    return runRoleChange(createRole(input, context), input, context);
  }
}
