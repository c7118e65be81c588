/** A parameter that users may not set, and what to use in its place. */
export interface ForbiddenParameter {
  readonly name: string;
  readonly suggestion: string;
}

const forbid = (suggestion: string, ...names: string[]): ForbiddenParameter[] => names.map((name) => ({ name, suggestion }));

/** The parameters that are managed: a value of the user's would break the cluster, its backups or its security. */
export const FORBIDDEN_PARAMETERS: readonly ForbiddenParameter[] = [
  ...forbid('Clients connect through the services of the cluster; leave it out.',
    'port', 'listen_addresses', 'unix_socket_directories', 'unix_socket_group', 'unix_socket_permissions', 'external_pid_file', 'bonjour', 'bonjour_name'),
  ...forbid('Where files lie is managed; leave it out.',
    'data_directory', 'config_file', 'hba_file', 'ident_file', 'data_sync_retry', 'event_source', 'hot_standby', 'cluster_name'),
  ...forbid('TLS is managed from the certificate authority of the cluster; leave it out.',
    'ssl', 'ssl_ca_file', 'ssl_cert_file', 'ssl_key_file', 'ssl_crl_file', 'ssl_crl_dir', 'ssl_dh_params_file', 'ssl_passphrase_command', 'ssl_passphrase_command_supports_reload'),
  ...forbid('Passwords are SCRAM-hashed always; leave it out.', 'password_encryption'),
  ...forbid('Archiving and recovery are managed; leave it out.',
    'archive_mode', 'archive_command', 'archive_library', 'restore_command', 'archive_cleanup_command', 'recovery_end_command',
    'recovery_target', 'recovery_target_action', 'recovery_target_inclusive', 'recovery_target_lsn', 'recovery_target_name',
    'recovery_target_time', 'recovery_target_timeline', 'recovery_target_xid'),
  ...forbid('Replication is managed; use `replicas` and `durability`.',
    'primary_conninfo', 'primary_slot_name', 'promote_trigger_file', 'synchronous_standby_names', 'wal_level', 'wal_log_hints', 'fsync', 'full_page_writes'),
  ...forbid('The log goes to the container, where it is collected; leave it out.',
    'logging_collector', 'log_destination', 'log_directory', 'log_filename', 'log_file_mode'),
];
