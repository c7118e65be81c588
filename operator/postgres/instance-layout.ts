/** Where things are inside an instance's container, and whom they belong to. */
import { DATA_VOLUME_PATH } from '../../schema/storage/volume-usage.js';

/** Unix user and group that PostgreSQL runs as, in every image. */
export const POSTGRES_UID = 26;
export const POSTGRES_PORT = 5432;
export const PATRONI_PORT = 8008;
/** Who commands Patroni through its REST API. */
export const PATRONI_USER = 'patroni';

/** Where postgres_exporter serves metrics. */
export const METRICS_PORT = 9187;

/** Mount point of the instance's volume. */
export const VOLUME_PATH = DATA_VOLUME_PATH;
/** PGDATA: a directory in the volume, so that it may have mode 0700. */
export const dataDirectory = (version: number): string => `${VOLUME_PATH}/pg${version}`;
/** Unix sockets of PostgreSQL. */
export const SOCKET_DIRECTORY = '/run/postgresql';
/** Mount point of Patroni's configuration. */
export const CONFIG_PATH = '/etc/pgo/config';
export const PATRONI_FILE = 'patroni.yml';
/** Mount point of the server's certificate. */
export const TLS_PATH = '/etc/pgo/tls';

/** Database roles that the operator and Patroni use. */
export const SUPERUSER = 'postgres';
export const REPLICATION_USER = 'pgo_replication';
export const REWIND_USER = 'pgo_rewind';
/** Reads metrics. */
export const MONITORING_USER = 'pgo_monitoring';

/** Keys of the system Secret. */
export const SYSTEM_SECRET_KEYS = {
  superuser: 'superuser-password',
  replication: 'replication-password',
  rewind: 'rewind-password',
  restApi: 'restapi-password',
} as const;
