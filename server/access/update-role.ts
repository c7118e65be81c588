import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { UpdateRoleInput } from '../../schema/graphql/access-inputs.js';
import { UpdateRolePayload } from '../../schema/graphql/access-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { updateRole } from './role-changes.js';
import { runRoleChange } from './run-access-change.js';

/** `Mutation.updateRole` */
@Resolver()
export class UpdateRoleResolver {
  @NeedsPermission('UPDATE_PGOROLE')
  @Mutation(() => UpdateRolePayload, { description: 'Changes a role, at once and for everyone who has it.' })
  updateRole(@Arg('input', () => UpdateRoleInput, { description: 'The role and what to change.' }) input: UpdateRoleInput, @Ctx() context: Context): Promise<UpdateRolePayload> {
    return runRoleChange(updateRole(input, context), input, context);
  }
}
