import { type Secret, SECRET } from '../../kube/core-kinds.js';
import { secretText } from '../../kube/secret-text.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import type { Cluster } from '../../schema/graphql/cluster.js';
import type { ConnectionInfo } from '../../schema/graphql/connection-info.js';
import type { ConnectionArgs } from '../../schema/graphql/list-args.js';
import { userSecretName } from '../../schema/naming/names.js';
import { applicationUser } from '../../schema/resource/cluster-defaults.js';
import type { Context } from '../context.js';
import { ApiError } from '../error/api-error.js';

const PORT_DEFAULT = 5432;

interface Parts {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
}

/**
 * Of the URIs: they work as they are, without a file, and libpq checks the server as soon as `sslrootcert` or
 * `PGSSLROOTCERT` names the authority. A URI with `verify-full` cannot be used before the client has that file.
 */
const URI_SSLMODE = 'require';

const urisOf = ({ host, port, database, user, password }: Parts): Pick<ConnectionInfo, 'uri' | 'jdbcUri'> => {
  const [db, name, secret] = [database, user, password].map(encodeURIComponent);
  return {
    uri: `postgresql://${name}:${secret}@${host}:${port}/${db}?sslmode=${URI_SSLMODE}`,
    jdbcUri: `jdbc:postgresql://${host}:${port}/${db}?user=${name}&password=${secret}&sslmode=${URI_SSLMODE}`,
  };
};

/** The account that is asked for, and its Secret; undefined until there is one. Throws NOT_FOUND for an unknown user. */
const findSecret = ({ namespace, name }: Cluster, user: string | undefined | null, { services: { cache } }: Context): { account: string; secret: Secret } | undefined => {
  const first = applicationUser(name, cache.get(POSTGRES_CLUSTER, { namespace, name })?.spec ?? {});
  const account = user ?? first;
  const secret = cache.get(SECRET, { namespace, name: userSecretName(name, account) });
  if (secret !== undefined) return { account, secret };
  if (account === first) return undefined;
  throw new ApiError('NOT_FOUND', `The cluster "${name}" has no user "${account}" with a stored password.`, { field: 'user', suggestion: 'Leave `user` out for the user of the application.' });
};

/** The address to connect to: the one that is published, else the one that the Secret names. */
const addressOf = ({ endpoints }: Cluster, pooled: boolean, secret: Secret): { host: string; port: number } | undefined => {
  const endpoint = pooled ? endpoints.pooler : endpoints.primary;
  const host = endpoint?.host ?? secretText(secret, 'host');
  return host === undefined ? undefined : { host, port: endpoint?.port ?? Number(secretText(secret, 'port') ?? PORT_DEFAULT) };
};

/** What an application needs to connect as a user; undefined until the credentials and the address exist. */
export const readConnection = (cluster: Cluster, { user, database, pooled = false }: ConnectionArgs, context: Context): ConnectionInfo | undefined => {
  if (pooled && cluster.endpoints.pooler == null) {
    throw new ApiError('FAILED_PRECONDITION', `The cluster "${cluster.name}" has no connection pooler.`, { field: 'pooled', suggestion: 'Leave `pooled` out.' });
  }
  const found = findSecret(cluster, user, context);
  if (found === undefined) return undefined;
  const { account, secret } = found;
  const password = secretText(secret, 'password');
  const address = addressOf(cluster, pooled, secret);
  if (password === undefined || address === undefined) return undefined;
  const parts: Parts = { ...address, database: database ?? secretText(secret, 'dbname') ?? account, user: secretText(secret, 'user') ?? account, password };
  const caCertificate = secretText(secret, 'ca.crt');
  return { ...parts, ...urisOf(parts), sslmode: caCertificate === undefined ? URI_SSLMODE : 'verify-full', caCertificate };
};
