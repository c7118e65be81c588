import type { CompletePoolerSpec } from '../../schema/resource/cluster-pooler.js';
import { POSTGRES_PORT } from './instance-layout.js';
import { POOLER_SCHEMA, POOLER_TLS_PATH, POOLER_USER, POOLER_USERS_KEY, POOLER_USERS_PATH } from './pooler-layout.js';

/** What PgBouncer's configuration depends on. */
export interface PoolerConfigInput {
  /** Name of the service of the primary, as its certificate holds it. */
  readonly primaryHost: string;
  readonly pooler: CompletePoolerSpec;
  /** Whether clients without TLS are refused. */
  readonly requiresTls: boolean;
}

/** A server connection that nobody has used for so long is closed, in seconds. */
const IDLE_SECONDS = 300;

/**
 * PgBouncer's configuration, but for its address. Passwords are looked up at every login, so that users need not be
 * named; TLS is asked of clients unless the cluster takes others, and the server is checked against the CA of the cluster.
 */
export const poolerConfig = ({ primaryHost, pooler, requiresTls }: PoolerConfigInput): string => `${[
  '; Read into the section [pgbouncer], behind the address of the pod.',
  ...settings({
    listen_port: POSTGRES_PORT,
    unix_socket_dir: '',
    auth_type: 'scram-sha-256',
    auth_file: `${POOLER_USERS_PATH}/${POOLER_USERS_KEY}`,
    auth_user: POOLER_USER,
    auth_query: `SELECT username, password FROM ${POOLER_SCHEMA}.get_auth($1)`,
    // They see nothing but SHOW; nobody can command it.
    stats_users: POOLER_USER,
    pool_mode: pooler.mode.toLowerCase(),
    max_client_conn: pooler.maxClientConnections,
    default_pool_size: pooler.poolSize,
    server_idle_timeout: IDLE_SECONDS,
    // Drivers send these at the start; PostgreSQL's defaults are what they ask for.
    ignore_startup_parameters: 'extra_float_digits,options',
    client_tls_sslmode: requiresTls ? 'require' : 'allow',
    client_tls_cert_file: `${POOLER_TLS_PATH}/tls.crt`,
    client_tls_key_file: `${POOLER_TLS_PATH}/tls.key`,
    client_tls_protocols: 'secure',
    server_tls_sslmode: 'verify-full',
    server_tls_ca_file: `${POOLER_TLS_PATH}/server-ca.crt`,
    server_tls_protocols: 'secure',
    // A primary that vanished with its node is noticed within half a minute.
    tcp_keepalive: 1,
    tcp_keepidle: 10,
    tcp_keepintvl: 5,
    tcp_keepcnt: 3,
    dns_nxdomain_ttl: 1,
    server_login_retry: 1,
    log_connections: 0,
    log_disconnections: 0,
    log_stats: 0,
  }),
  '[databases]',
  ...settings({
    // A session in it would keep others from making databases: it leads nowhere.
    template1: 'host=127.0.0.1 port=1',
    '*': `host=${primaryHost} port=${POSTGRES_PORT}`,
  }),
].join('\n')}\n`;

const settings = (values: Readonly<Record<string, string | number>>): string[] => Object.entries(values).map(([key, value]) => `${key} = ${value}`);
