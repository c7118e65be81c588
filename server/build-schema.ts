import 'reflect-metadata';
import { GraphQLEnumType, GraphQLSchema } from 'graphql';
import { buildSchema, type NonEmptyArray, type PubSub } from 'type-graphql';
import { permissionDirective, permissionOf } from '../schema/graphql/permission-directive.js';
import { AccountsResolver } from './access/accounts.js';
import { CreateAccountResolver } from './access/create-account.js';
import { CreateRoleResolver } from './access/create-role.js';
import { CreateTokenResolver } from './access/create-token.js';
import { DeleteAccountResolver } from './access/delete-account.js';
import { DeleteRoleResolver } from './access/delete-role.js';
import { RevokeTokenResolver } from './access/revoke-token.js';
import { RolesResolver } from './access/roles.js';
import { UpdateAccountResolver } from './access/update-account.js';
import { UpdateRoleResolver } from './access/update-role.js';
import { AuditLogResolver } from './access/audit-log.js';
import { ClusterChangedResolver } from './cluster/cluster-changed.js';
import { ClusterConnectionFieldResolver } from './cluster/cluster-connection-field.js';
import { ClusterOperationsFieldResolver } from './cluster/cluster-operations-field.js';
import { ClusterBackupsFieldResolver } from './backup/cluster-backups-field.js';
import { ClusterRestoreProvenAtFieldResolver } from './backup/cluster-restore-proven-at-field.js';
import { CreateBackupResolver } from './backup/create-backup.js';
import { DeleteBackupResolver } from './backup/delete-backup.js';
import { ClusterResolver } from './cluster/cluster.js';
import { ClustersChangedResolver } from './cluster/clusters-changed.js';
import { ClustersResolver } from './cluster/clusters.js';
import { CreatePoolerResolver } from './pooler/create-pooler.js';
import { DeletePoolerResolver } from './pooler/delete-pooler.js';
import { UpdatePoolerResolver } from './pooler/update-pooler.js';
import { CreateClusterResolver } from './cluster/create-cluster.js';
import { DeleteClusterResolver } from './cluster/delete-cluster.js';
import { ScaleClusterResolver } from './cluster/scale-cluster.js';
import { PromoteClusterResolver } from './standby/promote-cluster.js';
import { UpdateClusterResolver } from './cluster/update-cluster.js';
import { ClusterDatabasesFieldResolver } from './database/cluster-databases-field.js';
import { CreateDatabaseResolver } from './database/create-database.js';
import { DeleteDatabaseResolver } from './database/delete-database.js';
import { UpdateDatabaseResolver } from './database/update-database.js';
import { ClusterEventsFieldResolver } from './event/cluster-events-field.js';
import { EventsResolver } from './event/events.js';
import { LogsResolver } from './log/logs.js';
import { ClusterCandidatesFieldResolver } from './failover/cluster-candidates-field.js';
import { FailoverClusterResolver } from './failover/failover-cluster.js';
import { RestoreClusterResolver } from './restore/restore-cluster.js';
import { CreateRestorePointResolver } from './restore/create-restore-point.js';
import { VerifyBackupResolver } from './restore/verify-backup.js';
import { SwitchoverClusterResolver } from './failover/switchover-cluster.js';
import { RemoveInstanceResolver } from './instance/remove-instance.js';
import { LabelClustersResolver } from './maintenance/label-clusters.js';
import { ReloadClusterResolver } from './maintenance/reload-cluster.js';
import { RestartClusterResolver } from './maintenance/restart-cluster.js';
import { StartClusterResolver } from './maintenance/start-cluster.js';
import { StopClusterResolver } from './maintenance/stop-cluster.js';
import { TestClusterResolver } from './maintenance/test-cluster.js';
import { ClusterFileFieldResolver } from './storage/cluster-file-field.js';
import { ClusterUsageFieldResolver } from './storage/cluster-usage-field.js';
import { ClusterVolumesFieldResolver } from './storage/cluster-volumes-field.js';
import { UpgradeClusterResolver } from './upgrade/upgrade-cluster.js';
import { CreateNamespaceResolver } from './namespace/create-namespace.js';
import { DeleteNamespaceResolver } from './namespace/delete-namespace.js';
import { CancelOperationResolver } from './cancel/cancel-operation.js';
import { OperationChangedResolver } from './operation/operation-changed.js';
import { OperationResolver } from './operation/operation.js';
import { OperationsResolver } from './operation/operations.js';
import { ApplyPolicyResolver } from './apply/apply-policy.js';
import { CreatePolicyResolver } from './policy/create-policy.js';
import { DeletePolicyResolver } from './policy/delete-policy.js';
import { PoliciesResolver } from './policy/policies.js';
import { PolicyAppliedToFieldResolver } from './policy/policy-applied-to-field.js';
import { UpdatePolicyResolver } from './policy/update-policy.js';
import { ClusterSchedulesFieldResolver } from './schedule/cluster-schedules-field.js';
import { CreateScheduleResolver } from './schedule/create-schedule.js';
import { DeleteScheduleResolver } from './schedule/delete-schedule.js';
import { RunScheduleResolver } from './schedule/run-schedule.js';
import { ScheduleFieldsResolver } from './schedule/schedule-fields.js';
import { ScheduleRunOperationFieldResolver } from './schedule/schedule-run-operation-field.js';
import { SchedulesResolver } from './schedule/schedules.js';
import { UpdateScheduleResolver } from './schedule/update-schedule.js';
import { NamespacesResolver } from './system/namespaces.js';
import { NodeResolver } from './system/node.js';
import { ServerInfoResolver } from './system/server-info.js';
import { ViewerResolver } from './system/viewer.js';
import { ClusterUsersFieldResolver } from './user/cluster-users-field.js';
import { CreateUserResolver } from './user/create-user.js';
import { DeleteUserResolver } from './user/delete-user.js';
import { RotateUserPasswordResolver } from './user/rotate-user-password.js';
import { UpdateUserResolver } from './user/update-user.js';
import { UserPasswordFieldResolver } from './user/user-password-field.js';

type ResolverClass = new () => object;

/** Every resolver of the API, one file a coordinate. */
const RESOLVERS: NonEmptyArray<ResolverClass> = [
  ClusterResolver, ClustersResolver, ClusterConnectionFieldResolver, ClusterOperationsFieldResolver,
  CreatePoolerResolver, UpdatePoolerResolver, DeletePoolerResolver,
  CreateClusterResolver, UpdateClusterResolver, ScaleClusterResolver, DeleteClusterResolver, PromoteClusterResolver,
  ClusterChangedResolver, ClustersChangedResolver,
  ClusterCandidatesFieldResolver, SwitchoverClusterResolver, FailoverClusterResolver, RemoveInstanceResolver,
  StopClusterResolver, StartClusterResolver, RestartClusterResolver, ReloadClusterResolver, TestClusterResolver, LabelClustersResolver,
  EventsResolver, ClusterEventsFieldResolver, LogsResolver,
  OperationResolver, OperationsResolver, OperationChangedResolver, CancelOperationResolver, CreateNamespaceResolver, DeleteNamespaceResolver,
  RestoreClusterResolver, CreateRestorePointResolver, VerifyBackupResolver, UpgradeClusterResolver,
  ClusterVolumesFieldResolver, ClusterUsageFieldResolver, ClusterFileFieldResolver,
  CreateBackupResolver, DeleteBackupResolver, ClusterBackupsFieldResolver, ClusterRestoreProvenAtFieldResolver,
  CreatePolicyResolver, UpdatePolicyResolver, DeletePolicyResolver, ApplyPolicyResolver, PoliciesResolver, PolicyAppliedToFieldResolver,
  AuditLogResolver, AccountsResolver, RolesResolver, CreateAccountResolver, UpdateAccountResolver, DeleteAccountResolver, CreateTokenResolver,
  RevokeTokenResolver, CreateRoleResolver, UpdateRoleResolver, DeleteRoleResolver,
  CreateScheduleResolver, UpdateScheduleResolver, DeleteScheduleResolver, RunScheduleResolver, SchedulesResolver, ScheduleFieldsResolver,
  ScheduleRunOperationFieldResolver, ClusterSchedulesFieldResolver,
  ClusterDatabasesFieldResolver, CreateDatabaseResolver, UpdateDatabaseResolver, DeleteDatabaseResolver,
  ClusterUsersFieldResolver, UserPasswordFieldResolver, CreateUserResolver, UpdateUserResolver, RotateUserPasswordResolver, DeleteUserResolver,
  ViewerResolver, ServerInfoResolver, NamespacesResolver, NodeResolver,
];

/** TypeGraphQL asks for one; every subscription of ours brings its own source of events and never uses it. */
const NO_TOPICS: PubSub = {
  publish: () => { throw new Error('Subscriptions have their own source of events.'); },
  subscribe: () => { throw new Error('Subscriptions have their own source of events.'); },
};

/** The root fields that say no permission, as coordinates. */
export const rootFieldsWithoutPermission = (schema: GraphQLSchema): string[] =>
  [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) => type == null ? []
    : Object.values(type.getFields()).filter((field) => permissionOf(field) === undefined).map((field) => `${type.name}.${field.name}`));

/**
 * The schema of the API, without the rules that guard it. Throws when a root field lacks `@permission`.
 */
export const buildApiSchema = async (resolvers: NonEmptyArray<ResolverClass> = RESOLVERS): Promise<GraphQLSchema> => {
  const bare = await buildSchema({ resolvers, validate: false, pubSub: NO_TOPICS });
  const open = rootFieldsWithoutPermission(bare);
  if (open.length > 0) throw new Error(`Without @permission nobody could be refused: ${open.join(', ')}. Put @NeedsPermission on each.`);
  const permission = bare.getType('Permission');
  if (!(permission instanceof GraphQLEnumType)) throw new Error('The schema has no enum Permission.');
  const config = bare.toConfig();
  return new GraphQLSchema({ ...config, directives: [...config.directives, permissionDirective(permission)] });
};
