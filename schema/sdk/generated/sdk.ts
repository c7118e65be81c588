import * as ops from './operations.js';
/** How documents reach a server. `O` are the options of one call. */
export interface Transport<O> {
  request<R, V>(document: ops.TypedDocumentString<R, V>, variables: V | undefined, options?: O): Promise<R>;
  subscribe<R, V>(document: ops.TypedDocumentString<R, V>, variables: V | undefined, options?: O): AsyncIterableIterator<R>;
}

/** One typed function for each document, over a transport. */
export const createSdk = <O>(transport: Transport<O>) => ({
  accounts(variables?: ops.AccountsQueryVariables, options?: O): Promise<ops.AccountsQuery> { return transport.request(ops.AccountsDocument, variables, options); },
  applyPolicy(variables: ops.ApplyPolicyMutationVariables, options?: O): Promise<ops.ApplyPolicyMutation> { return transport.request(ops.ApplyPolicyDocument, variables, options); },
  auditLog(variables?: ops.AuditLogQueryVariables, options?: O): Promise<ops.AuditLogQuery> { return transport.request(ops.AuditLogDocument, variables, options); },
  cluster(variables: ops.ClusterQueryVariables, options?: O): Promise<ops.ClusterQuery> { return transport.request(ops.ClusterDocument, variables, options); },
  clusterCandidates(variables: ops.ClusterCandidatesQueryVariables, options?: O): Promise<ops.ClusterCandidatesQuery> { return transport.request(ops.ClusterCandidatesDocument, variables, options); },
  clusterChanged(variables: ops.ClusterChangedSubscriptionVariables, options?: O): AsyncIterableIterator<ops.ClusterChangedSubscription> { return transport.subscribe(ops.ClusterChangedDocument, variables, options); },
  clusterConnection(variables: ops.ClusterConnectionQueryVariables, options?: O): Promise<ops.ClusterConnectionQuery> { return transport.request(ops.ClusterConnectionDocument, variables, options); },
  clusters(variables?: ops.ClustersQueryVariables, options?: O): Promise<ops.ClustersQuery> { return transport.request(ops.ClustersDocument, variables, options); },
  clustersChanged(variables?: ops.ClustersChangedSubscriptionVariables, options?: O): AsyncIterableIterator<ops.ClustersChangedSubscription> { return transport.subscribe(ops.ClustersChangedDocument, variables, options); },
  createAccount(variables: ops.CreateAccountMutationVariables, options?: O): Promise<ops.CreateAccountMutation> { return transport.request(ops.CreateAccountDocument, variables, options); },
  createCluster(variables: ops.CreateClusterMutationVariables, options?: O): Promise<ops.CreateClusterMutation> { return transport.request(ops.CreateClusterDocument, variables, options); },
  createPolicy(variables: ops.CreatePolicyMutationVariables, options?: O): Promise<ops.CreatePolicyMutation> { return transport.request(ops.CreatePolicyDocument, variables, options); },
  createRole(variables: ops.CreateRoleMutationVariables, options?: O): Promise<ops.CreateRoleMutation> { return transport.request(ops.CreateRoleDocument, variables, options); },
  createSchedule(variables: ops.CreateScheduleMutationVariables, options?: O): Promise<ops.CreateScheduleMutation> { return transport.request(ops.CreateScheduleDocument, variables, options); },
  createToken(variables: ops.CreateTokenMutationVariables, options?: O): Promise<ops.CreateTokenMutation> { return transport.request(ops.CreateTokenDocument, variables, options); },
  deleteAccount(variables: ops.DeleteAccountMutationVariables, options?: O): Promise<ops.DeleteAccountMutation> { return transport.request(ops.DeleteAccountDocument, variables, options); },
  deleteCluster(variables: ops.DeleteClusterMutationVariables, options?: O): Promise<ops.DeleteClusterMutation> { return transport.request(ops.DeleteClusterDocument, variables, options); },
  deletePolicy(variables: ops.DeletePolicyMutationVariables, options?: O): Promise<ops.DeletePolicyMutation> { return transport.request(ops.DeletePolicyDocument, variables, options); },
  deleteRole(variables: ops.DeleteRoleMutationVariables, options?: O): Promise<ops.DeleteRoleMutation> { return transport.request(ops.DeleteRoleDocument, variables, options); },
  deleteSchedule(variables: ops.DeleteScheduleMutationVariables, options?: O): Promise<ops.DeleteScheduleMutation> { return transport.request(ops.DeleteScheduleDocument, variables, options); },
  failoverCluster(variables: ops.FailoverClusterMutationVariables, options?: O): Promise<ops.FailoverClusterMutation> { return transport.request(ops.FailoverClusterDocument, variables, options); },
  labelClusters(variables: ops.LabelClustersMutationVariables, options?: O): Promise<ops.LabelClustersMutation> { return transport.request(ops.LabelClustersDocument, variables, options); },
  namespaces(variables?: ops.NamespacesQueryVariables, options?: O): Promise<ops.NamespacesQuery> { return transport.request(ops.NamespacesDocument, variables, options); },
  node(variables: ops.NodeQueryVariables, options?: O): Promise<ops.NodeQuery> { return transport.request(ops.NodeDocument, variables, options); },
  operation(variables: ops.OperationQueryVariables, options?: O): Promise<ops.OperationQuery> { return transport.request(ops.OperationDocument, variables, options); },
  operationChanged(variables: ops.OperationChangedSubscriptionVariables, options?: O): AsyncIterableIterator<ops.OperationChangedSubscription> { return transport.subscribe(ops.OperationChangedDocument, variables, options); },
  operations(variables?: ops.OperationsQueryVariables, options?: O): Promise<ops.OperationsQuery> { return transport.request(ops.OperationsDocument, variables, options); },
  policies(variables?: ops.PoliciesQueryVariables, options?: O): Promise<ops.PoliciesQuery> { return transport.request(ops.PoliciesDocument, variables, options); },
  reloadCluster(variables: ops.ReloadClusterMutationVariables, options?: O): Promise<ops.ReloadClusterMutation> { return transport.request(ops.ReloadClusterDocument, variables, options); },
  removeInstance(variables: ops.RemoveInstanceMutationVariables, options?: O): Promise<ops.RemoveInstanceMutation> { return transport.request(ops.RemoveInstanceDocument, variables, options); },
  restartCluster(variables: ops.RestartClusterMutationVariables, options?: O): Promise<ops.RestartClusterMutation> { return transport.request(ops.RestartClusterDocument, variables, options); },
  revokeToken(variables: ops.RevokeTokenMutationVariables, options?: O): Promise<ops.RevokeTokenMutation> { return transport.request(ops.RevokeTokenDocument, variables, options); },
  roles(variables?: ops.RolesQueryVariables, options?: O): Promise<ops.RolesQuery> { return transport.request(ops.RolesDocument, variables, options); },
  runSchedule(variables: ops.RunScheduleMutationVariables, options?: O): Promise<ops.RunScheduleMutation> { return transport.request(ops.RunScheduleDocument, variables, options); },
  scaleCluster(variables: ops.ScaleClusterMutationVariables, options?: O): Promise<ops.ScaleClusterMutation> { return transport.request(ops.ScaleClusterDocument, variables, options); },
  schedules(variables?: ops.SchedulesQueryVariables, options?: O): Promise<ops.SchedulesQuery> { return transport.request(ops.SchedulesDocument, variables, options); },
  serverInfo(variables?: ops.ServerInfoQueryVariables, options?: O): Promise<ops.ServerInfoQuery> { return transport.request(ops.ServerInfoDocument, variables, options); },
  startCluster(variables: ops.StartClusterMutationVariables, options?: O): Promise<ops.StartClusterMutation> { return transport.request(ops.StartClusterDocument, variables, options); },
  stopCluster(variables: ops.StopClusterMutationVariables, options?: O): Promise<ops.StopClusterMutation> { return transport.request(ops.StopClusterDocument, variables, options); },
  switchoverCluster(variables: ops.SwitchoverClusterMutationVariables, options?: O): Promise<ops.SwitchoverClusterMutation> { return transport.request(ops.SwitchoverClusterDocument, variables, options); },
  testCluster(variables: ops.TestClusterMutationVariables, options?: O): Promise<ops.TestClusterMutation> { return transport.request(ops.TestClusterDocument, variables, options); },
  updateAccount(variables: ops.UpdateAccountMutationVariables, options?: O): Promise<ops.UpdateAccountMutation> { return transport.request(ops.UpdateAccountDocument, variables, options); },
  updateCluster(variables: ops.UpdateClusterMutationVariables, options?: O): Promise<ops.UpdateClusterMutation> { return transport.request(ops.UpdateClusterDocument, variables, options); },
  updatePolicy(variables: ops.UpdatePolicyMutationVariables, options?: O): Promise<ops.UpdatePolicyMutation> { return transport.request(ops.UpdatePolicyDocument, variables, options); },
  updateRole(variables: ops.UpdateRoleMutationVariables, options?: O): Promise<ops.UpdateRoleMutation> { return transport.request(ops.UpdateRoleDocument, variables, options); },
  updateSchedule(variables: ops.UpdateScheduleMutationVariables, options?: O): Promise<ops.UpdateScheduleMutation> { return transport.request(ops.UpdateScheduleDocument, variables, options); },
  viewer(variables?: ops.ViewerQueryVariables, options?: O): Promise<ops.ViewerQuery> { return transport.request(ops.ViewerDocument, variables, options); },
  viewerCan(variables: ops.ViewerCanQueryVariables, options?: O): Promise<ops.ViewerCanQuery> { return transport.request(ops.ViewerCanDocument, variables, options); },
});
export type Sdk<O> = ReturnType<typeof createSdk<O>>;
