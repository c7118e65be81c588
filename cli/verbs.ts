import type { Verb, VerbModule } from './verb/verb.js';

const clusters = 'Clusters:';
const backups = 'Backups:';
const policies = 'Policies and schedules:';
const databases = 'Databases and users:';
const operations = 'Operations:';
const connect = 'Connect:';
const access = 'Access and configuration:';
const self = 'This command:';

/** Every verb of the command. The file of a verb is loaded only when the verb is used. */
export const verbs: readonly Verb[] = [
  { path: ['create', 'cluster'], group: clusters, summary: 'Create a PostgreSQL cluster', load: async () => import('./create/create-cluster.js') },
  { path: ['show', 'cluster'], aliases: ['clusters'], group: clusters, summary: 'Show one cluster in detail, or all as a table', load: async () => import('./show/show-cluster.js') },
  { path: ['show', 'operation'], aliases: ['workflow', 'operations'], group: operations, summary: 'Show how far an operation is, or the newest operations', load: async () => import('./show/show-operation.js') },
  { path: ['show', 'namespace'], aliases: ['namespaces'], group: access, summary: 'Show the namespaces that you may see', load: async () => import('./show/show-namespace.js') },
  { path: ['create', 'namespace'], group: access, summary: 'Create a namespace for clusters', load: async () => import('./create/create-namespace.js') },
  { path: ['delete', 'namespace'], group: access, summary: 'Delete a namespace that holds no cluster', load: async () => import('./delete/delete-namespace.js') },
  { path: ['cancel'], group: operations, summary: 'Ask an operation to stop', load: async () => import('./cancel/cancel-operation.js') },
  { path: ['show', 'config'], group: access, summary: 'Show what the server offers, and its limits', load: async () => import('./show/show-config.js') },
  { path: ['scale'], group: clusters, summary: 'Change the number of replicas of a cluster', load: async () => import('./scale/scale-cluster.js') },
  { path: ['scaledown'], group: clusters, summary: 'Remove a certain instance of a cluster', load: async () => import('./scaledown/scale-down.js') },
  { path: ['switchover'], group: clusters, summary: 'Have the primary hand over to a replica', load: async () => import('./switchover/switchover-cluster.js') },
  { path: ['failover'], group: clusters, summary: 'Make an instance the primary, or show which can be', load: async () => import('./failover/failover-cluster.js') },
  { path: ['promote'], group: clusters, summary: 'Make a standby cluster one of its own', load: async () => import('./promote/promote-cluster.js') },
  { path: ['stop'], group: clusters, summary: 'Stop a cluster; its data stay', load: async () => import('./stop/stop-cluster.js') },
  { path: ['start'], group: clusters, summary: 'Start a cluster that was stopped', load: async () => import('./start/start-cluster.js') },
  { path: ['restart'], group: clusters, summary: 'Restart PostgreSQL, or show what waits for it', load: async () => import('./restart/restart-cluster.js') },
  { path: ['reload'], group: clusters, summary: 'Have PostgreSQL read its configuration again', load: async () => import('./reload/reload-cluster.js') },
  { path: ['test'], group: clusters, summary: 'Connect to the services and instances of a cluster', load: async () => import('./test/test-cluster.js') },
  { path: ['logs'], group: connect, summary: 'Show what PostgreSQL and Patroni write', load: async () => import('./logs/follow-logs.js') },
  { path: ['label'], group: clusters, summary: 'Set labels on clusters, or take them off', load: async () => import('./label/label-clusters.js') },
  { path: ['update', 'cluster'], group: clusters, summary: 'Change a cluster', load: async () => import('./update/update-cluster.js') },
  { path: ['df'], group: clusters, summary: 'Show how much space the instances of a cluster take', load: async () => import('./df/show-usage.js') },
  { path: ['show', 'pvc'], aliases: ['volumes'], group: clusters, summary: 'Show the volumes of a cluster', load: async () => import('./show/show-pvc.js') },
  { path: ['cat'], group: clusters, summary: 'Print a configuration file of an instance', load: async () => import('./cat/read-file.js') },
  { path: ['upgrade'], group: clusters, summary: 'Upgrade a cluster, take it back, or end the way back', load: async () => import('./upgrade/upgrade-cluster.js') },
  { path: ['restore'], group: clusters, summary: 'Restore a cluster in place to a moment, a position or a backup', load: async () => import('./restore/restore-cluster.js') },
  { path: ['verify'], group: clusters, summary: 'Prove a backup by restoring and checking it', load: async () => import('./verify/verify-backup.js') },
  { path: ['delete', 'cluster'], group: clusters, summary: 'Delete a cluster', load: async () => import('./delete/delete-cluster.js') },
  { path: ['create', 'database'], group: databases, summary: 'Create a database in a cluster', load: async () => import('./create/create-database.js') },
  { path: ['show', 'database'], aliases: ['databases'], group: databases, summary: 'Show the databases of a cluster', load: async () => import('./show/show-database.js') },
  { path: ['update', 'database'], group: databases, summary: 'Change a database of a cluster', load: async () => import('./update/update-database.js') },
  { path: ['delete', 'database'], group: databases, summary: 'Forget or drop a database of a cluster', load: async () => import('./delete/delete-database.js') },
  { path: ['create', 'user'], group: databases, summary: 'Create a user in a cluster', load: async () => import('./create/create-user.js') },
  { path: ['show', 'user'], aliases: ['users'], group: databases, summary: 'Show the users of a cluster', load: async () => import('./show/show-user.js') },
  { path: ['update', 'user'], group: databases, summary: 'Change a user of a cluster, or its password', load: async () => import('./update/update-user.js') },
  { path: ['delete', 'user'], group: databases, summary: 'Drop a user of a cluster', load: async () => import('./delete/delete-user.js') },
  { path: ['create', 'policy'], group: policies, summary: 'Keep SQL under a name', load: async () => import('./create/create-policy.js') },
  { path: ['show', 'policy'], aliases: ['policies'], group: policies, summary: 'Show one policy with its SQL, or all as a table', load: async () => import('./show/show-policy.js') },
  { path: ['update', 'policy'], group: policies, summary: 'Change a policy', load: async () => import('./update/update-policy.js') },
  { path: ['delete', 'policy'], group: policies, summary: 'Delete a policy', load: async () => import('./delete/delete-policy.js') },
  { path: ['create', 'schedule'], group: policies, summary: 'Have something done to a cluster at certain times', load: async () => import('./create/create-schedule.js') },
  { path: ['show', 'schedule'], aliases: ['schedules'], group: policies, summary: 'Show schedules with their last and next runs', load: async () => import('./show/show-schedule.js') },
  { path: ['update', 'schedule'], group: policies, summary: 'Change a schedule, or let it rest', load: async () => import('./update/update-schedule.js') },
  { path: ['delete', 'schedule'], group: policies, summary: 'Delete schedules', load: async () => import('./delete/delete-schedule.js') },
  { path: ['run', 'schedule'], group: policies, summary: 'Run a schedule now', load: async () => import('./run/run-schedule.js') },
  { path: ['apply'], group: policies, summary: 'Run the SQL of a policy in clusters', load: async () => import('./apply/apply-policy.js') },
  { path: ['backup'], group: backups, summary: 'Make a backup of a cluster', load: async () => import('./backup/create-backup.js') },
  { path: ['show', 'backup'], aliases: ['backups'], group: backups, summary: 'Show the backups of a cluster, and which moments can be restored', load: async () => import('./show/show-backup.js') },
  { path: ['delete', 'backup'], group: backups, summary: 'Delete a backup and those that need it', load: async () => import('./delete/delete-backup.js') },
  { path: ['status'], group: clusters, summary: 'Show how the clusters are, in a few numbers', load: async () => import('./status/show-status.js') },
  { path: ['watch'], group: operations, summary: 'Show clusters as they change', load: async () => import('./watch/watch-clusters.js') },
  { path: ['psql'], group: connect, summary: 'Open psql on a cluster', load: async () => import('./psql/open-psql.js') },
  { path: ['login'], group: access, summary: 'Log in to a server and keep it as a context', load: async () => import('./login/log-in.js') },
  { path: ['logout'], group: access, summary: 'Forget a server and its token', load: async () => import('./login/log-out.js') },
  { path: ['whoami'], group: access, summary: 'Show the account that you are', load: async () => import('./login/who-am-i.js') },
  { path: ['create', 'pgouser'], aliases: ['account'], group: access, summary: 'Create an account of the API', load: async () => import('./create/create-pgouser.js') },
  { path: ['update', 'pgouser'], aliases: ['account'], group: access, summary: 'Change an account of the API', load: async () => import('./update/update-pgouser.js') },
  { path: ['show', 'pgouser'], aliases: ['pgousers', 'account', 'accounts'], group: access, summary: 'Show one account of the API, or all as a table', load: async () => import('./show/show-pgouser.js') },
  { path: ['delete', 'pgouser'], aliases: ['account'], group: access, summary: 'Delete an account of the API', load: async () => import('./delete/delete-pgouser.js') },
  { path: ['create', 'token'], group: access, summary: 'Create a token for an account; prints it this once', load: async () => import('./create/create-token.js') },
  { path: ['delete', 'token'], group: access, summary: 'Revoke a token', load: async () => import('./delete/delete-token.js') },
  { path: ['create', 'pgorole'], aliases: ['role'], group: access, summary: 'Create a role of the API', load: async () => import('./create/create-pgorole.js') },
  { path: ['update', 'pgorole'], aliases: ['role'], group: access, summary: 'Change a role of the API', load: async () => import('./update/update-pgorole.js') },
  { path: ['show', 'pgorole'], aliases: ['pgoroles', 'role', 'roles'], group: access, summary: 'Show one role of the API, or all as a table', load: async () => import('./show/show-pgorole.js') },
  { path: ['delete', 'pgorole'], aliases: ['role'], group: access, summary: 'Delete a role of the API', load: async () => import('./delete/delete-pgorole.js') },
  { path: ['show', 'audit'], group: access, summary: 'Show what was done and refused', load: async () => import('./show/show-audit.js') },
  { path: ['audit', 'verify'], group: access, summary: 'Check that the audit log is as it was written', load: async () => import('./audit/verify-audit.js') },
  { path: ['auth', 'can-i'], group: access, summary: 'Ask whether you have a permission', load: async () => import('./auth/can-i.js') },
  { path: ['config', 'show'], group: access, summary: 'Show the servers that this command knows', load: async () => import('./context/show-contexts.js') },
  { path: ['config', 'use-context'], group: access, summary: 'Choose the server to talk to', load: async () => import('./context/use-context.js') },
  { path: ['support', 'export'], group: self, summary: 'Write what helps to understand a fault into an archive, without secrets', load: async () => import('./support/support-export.js') },
  { path: ['version'], group: self, summary: 'Show the versions of this command and of the server', load: async () => import('./version/show-version.js') },
  { path: ['completion'], group: self, summary: 'Print the completion script of a shell', load: async () => import('./completion/print-completion-script.js') },
  {
    path: ['__complete'], group: self, summary: 'Complete words', hidden: true,
    load: async (): Promise<VerbModule> => {
      const { defineWith, examples } = await import('./completion/print-completions.js');
      return { define: defineWith(verbs), examples };
    },
  },
];
