import type { KnownParameter } from '../../schema/postgres/parameters/known-parameter.js';

type Added = Omit<KnownParameter, 'since' | 'removedIn'>;

const many = (type: KnownParameter['type'], context: KnownParameter['context'], ...names: string[]): Added[] =>
  names.map((name) => ({ name, type, context }));

/** Parameters that PostgreSQL 15 does not have and another supported version does. */
export const ADDED_PARAMETERS: readonly Added[] = [
  // Gone before 15.
  ...many('bool', 'user', 'operator_precedence_warning'),
  ...many('real', 'user', 'vacuum_cleanup_index_scale_factor'),
  ...many('string', 'sighup', 'stats_temp_directory'),
  // New in 16.
  ...many('bool', 'user', 'enable_presorted_aggregate', 'gss_accept_delegation'),
  ...many('bool', 'sighup', 'send_abort_for_crash', 'send_abort_for_kill'),
  ...many('string', 'user', 'createrole_self_grant', 'restrict_nonsystem_relation_kind'),
  ...many('string', 'postmaster', 'debug_io_direct'),
  ...many('enum', 'user', 'debug_logical_replication_streaming', 'debug_parallel_query', 'icu_validation_level'),
  ...many('integer', 'sighup', 'max_parallel_apply_workers_per_subscription'),
  ...many('integer', 'postmaster', 'reserved_connections'),
  ...many('integer', 'user', 'scram_iterations', 'vacuum_buffer_usage_limit'),
  // New in 17.
  ...many('bool', 'sighup', 'allow_alter_system', 'summarize_wal', 'sync_replication_slots'),
  ...many('bool', 'superuser', 'event_triggers'),
  ...many('bool', 'user', 'enable_group_by_reordering'),
  ...many('bool', 'postmaster', 'trace_connection_negotiation'),
  ...many('enum', 'internal', 'huge_pages_status'),
  ...many('integer', 'user', 'io_combine_limit', 'transaction_timeout'),
  ...many('integer', 'postmaster', 'commit_timestamp_buffers', 'max_notify_queue_pages', 'multixact_member_buffers',
    'multixact_offset_buffers', 'notify_buffers', 'serializable_buffers', 'subtransaction_buffers', 'transaction_buffers'),
  ...many('integer', 'sighup', 'wal_summary_keep_time'),
  ...many('string', 'sighup', 'synchronized_standby_slots'),
  // New in 18.
  ...many('integer', 'sighup', 'autovacuum_vacuum_max_threshold', 'idle_replication_slot_timeout', 'io_workers'),
  ...many('integer', 'postmaster', 'autovacuum_worker_slots', 'io_max_combine_limit', 'io_max_concurrency', 'max_active_replication_origins'),
  ...many('enum', 'postmaster', 'io_method'),
  ...many('enum', 'user', 'file_copy_method'),
  ...many('bool', 'user', 'enable_distinct_reordering', 'enable_self_join_elimination', 'md5_password_warnings', 'vacuum_truncate'),
  ...many('bool', 'superuser', 'log_lock_failures', 'track_cost_delay_timing'),
  ...many('string', 'superuser', 'extension_control_path'),
  ...many('string', 'sighup', 'oauth_validator_libraries', 'ssl_groups', 'ssl_tls13_ciphers'),
  ...many('real', 'user', 'vacuum_max_eager_freeze_failure_rate'),
];

const versions = (major: number, names: string): Record<string, number> => Object.fromEntries(names.trim().split(/\s+/).map((name) => [name, major]));

/** First major version that has a parameter, where that is after 13. */
export const SINCE: Readonly<Record<string, number>> = {
  ...versions(14, `client_connection_check_interval compute_query_id debug_discard_caches default_toast_compression
    enable_async_append enable_memoize huge_page_size idle_session_timeout in_hot_standby log_recovery_conflict_waits
    min_dynamic_shared_memory recovery_init_sync_method remove_temp_files_after_crash ssl_crl_dir track_wal_io_timing
    vacuum_failsafe_age vacuum_multixact_failsafe_age`),
  ...versions(15, `allow_in_place_tablespaces archive_library log_startup_progress_interval recovery_prefetch
    shared_memory_size shared_memory_size_in_huge_pages stats_fetch_consistency wal_decode_buffer_size`),
  ...versions(16, `createrole_self_grant debug_io_direct debug_logical_replication_streaming debug_parallel_query
    enable_presorted_aggregate gss_accept_delegation icu_validation_level max_parallel_apply_workers_per_subscription
    reserved_connections scram_iterations send_abort_for_crash send_abort_for_kill vacuum_buffer_usage_limit`),
  ...versions(17, `allow_alter_system commit_timestamp_buffers enable_group_by_reordering event_triggers huge_pages_status
    io_combine_limit max_notify_queue_pages multixact_member_buffers multixact_offset_buffers notify_buffers
    serializable_buffers subtransaction_buffers summarize_wal sync_replication_slots synchronized_standby_slots
    trace_connection_negotiation transaction_buffers transaction_timeout wal_summary_keep_time`),
  ...versions(18, `autovacuum_vacuum_max_threshold autovacuum_worker_slots enable_distinct_reordering
    enable_self_join_elimination extension_control_path file_copy_method idle_replication_slot_timeout io_max_combine_limit
    io_max_concurrency io_method io_workers log_lock_failures max_active_replication_origins md5_password_warnings
    oauth_validator_libraries ssl_groups ssl_tls13_ciphers track_cost_delay_timing vacuum_max_eager_freeze_failure_rate
    vacuum_truncate`),
};

/** First major version that no longer has a parameter. */
export const REMOVED_IN: Readonly<Record<string, number>> = {
  ...versions(14, 'operator_precedence_warning vacuum_cleanup_index_scale_factor'),
  ...versions(15, 'stats_temp_directory'),
  ...versions(16, 'force_parallel_mode promote_trigger_file vacuum_defer_cleanup_age'),
  ...versions(17, 'db_user_namespace old_snapshot_threshold trace_recovery_messages'),

};
