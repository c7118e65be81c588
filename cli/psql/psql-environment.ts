/** What psql needs to know to connect. */
export interface PsqlConnection {
  host: string;
  port: number;
  database: string;
  user: string;
  password: string;
  sslmode: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** libpq's variables that say where and as whom to connect; those of the caller must not mix with the cluster's. */
const replaced = [
  'PGHOST', 'PGHOSTADDR', 'PGPORT', 'PGDATABASE', 'PGUSER', 'PGPASSWORD', 'PGPASSFILE', 'PGSERVICE', 'PGSERVICEFILE', 'PGREQUIREAUTH',
  'PGCHANNELBINDING', 'PGSSLMODE', 'PGREQUIRESSL', 'PGSSLNEGOTIATION', 'PGSSLCERT', 'PGSSLKEY', 'PGSSLROOTCERT', 'PGSSLCRL', 'PGSSLCRLDIR',
  'PGREQUIREPEER', 'PGTARGETSESSIONATTRS', 'PGLOADBALANCEHOSTS', 'PGGSSENCMODE',
];

/**
 * The environment of psql: the caller's, with the connection in libpq's variables, since arguments can be read by every
 * user of the machine. With the authority of the cluster at hand the server's certificate is verified in full, whatever
 * weaker mode the connection names. The token of this command is not handed on.
 */
export const psqlEnvironment = (caller: Environment, connection: PsqlConnection, caFile: string | undefined): Record<string, string> => {
  const dropped = new Set([...replaced, 'PGO_TOKEN']);
  const kept = Object.entries(caller).filter((entry): entry is [string, string] => entry[1] !== undefined && !dropped.has(entry[0]));
  return {
    ...Object.fromEntries(kept),
    PGHOST: connection.host,
    PGPORT: String(connection.port),
    PGDATABASE: connection.database,
    PGUSER: connection.user,
    PGPASSWORD: connection.password,
    ...(caFile === undefined ? { PGSSLMODE: connection.sslmode } : { PGSSLMODE: 'verify-full', PGSSLROOTCERT: caFile }),
  };
};
