import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { DeleteRoleInput } from '../../schema/graphql/access-inputs.js';
import { DeleteRolePayload } from '../../schema/graphql/access-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { deleteRole } from './role-changes.js';
import { runRoleChange } from './run-access-change.js';

/** `Mutation.deleteRole` */
@Resolver()
export class DeleteRoleResolver {
  @NeedsPermission('DELETE_PGOROLE')
  @Mutation(() => DeleteRolePayload, { description: 'Deletes a role that no account is bound to.' })
  deleteRole(@Arg('input', () => DeleteRoleInput, { description: 'The role.' }) input: DeleteRoleInput, @Ctx() context: Context): Promise<DeleteRolePayload> {
    return runRoleChange(deleteRole(input, context), input, context);
  }
}
