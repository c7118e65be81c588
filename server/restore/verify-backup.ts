import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { VerifyBackupInput } from '../../schema/graphql/restore-inputs.js';
import { VerifyBackupPayload } from '../../schema/graphql/restore-payloads.js';
import { planVerifyBackup } from '../../schema/plan/plan-restore-cluster.js';
import { ASSERTIONS_MAX, ASSERTION_LENGTH_MAX, checkRestoreTarget } from '../../schema/restore/check-target.js';
import { clusterAction } from '../cluster/cluster-action.js';
import { runClusterMutation } from '../cluster/run-cluster-mutation.js';
import type { Context } from '../context.js';
import { badUserInput } from '../error/api-error.js';
import { refuseIssues } from '../error/checked.js';

const refuseAssertions = ({ assertions }: VerifyBackupInput): void => {
  if ((assertions?.length ?? 0) > ASSERTIONS_MAX) throw badUserInput('assertions', `there are more than ${ASSERTIONS_MAX}`, `Give at most ${ASSERTIONS_MAX}.`);
  const long = assertions?.findIndex(({ sql, database }) => sql.trim() === '' || sql.length > ASSERTION_LENGTH_MAX || database === '') ?? -1;
  if (long >= 0) throw badUserInput(`assertions.${long}`, `it needs a database and a query of at most ${ASSERTION_LENGTH_MAX} characters`, 'For example { database: "app", sql: "SELECT count(*) > 0 FROM account" }.');
};

/** `Mutation.verifyBackup` */
@Resolver()
export class VerifyBackupResolver {
  @NeedsPermission('VERIFY_BACKUP')
  @Mutation(() => VerifyBackupPayload, { description: 'Restores a backup to a volume of its own and checks pages, tables, indexes and assertions there.' })
  verifyBackup(@Arg('input', () => VerifyBackupInput, { description: 'The cluster and the backup.' }) input: VerifyBackupInput, @Ctx() context: Context): Promise<VerifyBackupPayload> {
    const mutation = clusterAction(input.cluster, 'VerifyBackup', ({ metadata }) => {
      const backup = input.backup ?? undefined;
      refuseIssues(checkRestoreTarget('', backup === undefined ? {} : { backup }));
      refuseAssertions(input);
      const assertions = (input.assertions ?? []).map(({ database, sql }) => ({ database, sql }));
      return { plan: planVerifyBackup(metadata.name, backup), input: { ...(backup === undefined ? {} : { backup }), ...(assertions.length === 0 ? {} : { assertions }) } };
    }, context.services);
    return runClusterMutation(mutation, input, context);
  }
}
