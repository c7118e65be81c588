import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { DeleteBackupInput } from '../../schema/graphql/backup-inputs.js';
import { DeleteBackupPayload } from '../../schema/graphql/backup-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { deleteBackupMutation } from './delete-backup-mutation.js';
import { runBackupMutation } from './run-backup-mutation.js';

/** `Mutation.deleteBackup` */
@Resolver()
export class DeleteBackupResolver {
  @NeedsPermission('DELETE_BACKUP')
  @Mutation(() => DeleteBackupPayload, { description: 'Takes a backup out of its repository, and with it those that need it; the plan names them.' })
  deleteBackup(@Arg('input', () => DeleteBackupInput, { description: 'What to delete.' }) input: DeleteBackupInput, @Ctx() context: Context): Promise<DeleteBackupPayload> {
    return runBackupMutation(deleteBackupMutation(input, context), input, context);
  }
}
