import { secretData, secretText } from '../../../kube/secret-text.js';
import { LABEL_COMPONENT } from '../../../schema/naming/labels.js';
import { primaryServiceName, userSecretName } from '../../../schema/naming/names.js';
import type { Secret } from '../../../kube/core-kinds.js';
import { POSTGRES_PORT } from '../../postgres/instance-layout.js';
import { databaseOf, usersOf } from '../users.js';
import { secretNamed, type ClusterWorld } from '../world.js';
import { worldAuthority } from '../given-certificate.js';
import { clusterLabels, unownedMeta, type DesireSettings } from './desire-input.js';

/**
 * Of the URIs: they work as they are, without a file, and libpq checks the server as soon as `sslrootcert` or
 * `PGSSLROOTCERT` names the authority. A URI with `verify-full` cannot be used before the client has that file.
 */
const URI_SSLMODE = 'require';

/** Where clients reach a service of a cluster: its DNS name or its address. */
export const serviceHost = (world: Pick<ClusterWorld, 'services' | 'cluster'>, service: string, addressing: DesireSettings['serviceAddressing']): string => {
  const { namespace } = world.cluster.metadata;
  const address = world.services.find(({ metadata }) => metadata.name === service)?.spec?.clusterIP;
  return addressing === 'address' && address !== undefined && address !== '' ? address : `${service}.${namespace}.svc`;
};

/** A user, and how it logs in now. */
interface UserLogin {
  readonly name: string;
  /** Name to log in with, while it is not the user's own. */
  readonly login?: string;
  readonly password: string;
}

/** The Secret that applications mount. The password is given: made once, then kept. */
export const userSecret = (
  world: ClusterWorld, { name, login = name, password }: UserLogin, addressing: DesireSettings['serviceAddressing'],
): Secret => {
  const { cluster } = world;
  const { name: clusterName } = cluster.metadata;
  const dbname = databaseOf(world, name);
  const host = serviceHost(world, primaryServiceName(clusterName), addressing);
  const port = String(POSTGRES_PORT);
  const [urlUser, urlPassword, urlDatabase] = [login, password, dbname].map(encodeURIComponent);
  const authority = worldAuthority(world);
  const text: Record<string, string> = {
    uri: `postgresql://${urlUser}:${urlPassword}@${host}:${port}/${urlDatabase}?sslmode=${URI_SSLMODE}`,
    'jdbc-uri': `jdbc:postgresql://${host}:${port}/${urlDatabase}?user=${urlUser}&password=${urlPassword}&sslmode=${URI_SSLMODE}`,
    host, port, dbname, user: login, password,
    ...(authority === undefined ? {} : { 'ca.crt': authority }),
  };
  return {
    apiVersion: 'v1', kind: 'Secret', type: 'Opaque',
    metadata: unownedMeta(cluster, userSecretName(clusterName, name), { ...clusterLabels(clusterName), [LABEL_COMPONENT]: 'user' }),
    data: secretData(text),
  };
};

/** The users' Secrets as they should be, once they exist: same password, current host, CA added. */
export const desireUserSecret = (world: ClusterWorld, addressing: DesireSettings['serviceAddressing']): Secret[] => {
  const { name } = world.cluster.metadata;
  return usersOf(world).flatMap((user) => {
    const secret = secretNamed(world, userSecretName(name, user));
    const password = secretText(secret, 'password');
    return password === undefined ? [] : [userSecret(world, { name: user, login: secretText(secret, 'user') ?? user, password }, addressing)];
  });
};
