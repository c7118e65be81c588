/** Where things are in a pooler's container, and what it is called inside of PostgreSQL. */

/** Role that PgBouncer looks up passwords as. */
export const POOLER_USER = 'pgo_pooler';
/** Schema with the function that it may call, in every database. */
export const POOLER_SCHEMA = 'pgo_pooler';
/** Key of its password in the pooler's Secret. */
export const POOLER_PASSWORD_KEY = 'password';
/** Key of the file with the same password in PgBouncer's own form. */
export const POOLER_USERS_KEY = 'userlist.txt';
/** Key of the configuration in the pooler's ConfigMap. */
export const POOLER_CONFIG_KEY = 'pgbouncer.ini';
/** Name of the container. */
export const POOLER_CONTAINER = 'pooler';
/** Mount point of the configuration. */
export const POOLER_CONFIG_PATH = '/etc/pgo/pooler';
/** Mount point of the file with the password. */
export const POOLER_USERS_PATH = '/etc/pgo/pooler-users';
/** Mount point of the pooler's certificate and the CA. */
export const POOLER_TLS_PATH = '/etc/pgo/tls';
