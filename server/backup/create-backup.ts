import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { CreateBackupInput } from '../../schema/graphql/backup-inputs.js';
import { CreateBackupPayload } from '../../schema/graphql/backup-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { createBackupMutation } from './create-backup-mutation.js';
import { runBackupMutation } from './run-backup-mutation.js';

/** `Mutation.createBackup` */
@Resolver()
export class CreateBackupResolver {
  @NeedsPermission('CREATE_BACKUP')
  @Mutation(() => CreateBackupPayload, { description: 'Makes a backup of a cluster, from a replica if there is one. One is made at a time; others wait for their turn.' })
  createBackup(@Arg('input', () => CreateBackupInput, { description: 'What to make a backup of.' }) input: CreateBackupInput, @Ctx() context: Context): Promise<CreateBackupPayload> {
    return runBackupMutation(createBackupMutation(input, context), input, context);
  }
}
