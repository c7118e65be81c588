import { secretData, secretText } from '../../kube/secret-text.js';
import { randomBytes } from 'node:crypto';
import { PASSWORD_LENGTH_DEFAULT, roleName } from '../../schema/database/role-name.js';
import { ANNOTATION_PASSWORD_CHANGED_AT, ANNOTATION_PREVIOUS_UNTIL, ANNOTATION_ROTATION, MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import { userSecretName } from '../../schema/naming/names.js';
import type { PostgresUser } from '../../schema/resource/postgres-user.js';
import { SECRET, type Secret } from '../../kube/core-kinds.js';
import { secondLoginName } from '../database/second-login.js';
import type { ClusterLoop } from './loop.js';
import { isRotated, validUsers } from './wanted-access.js';
import { secretNamed, type ClusterWorld } from './world.js';

/** How often a Secret that a user's password comes from is read again, in milliseconds. */
export const READ_AGAIN_MS = 5 * 60_000;
const PASSWORD_KEY_DEFAULT = 'password';
/** What SCRAM takes without preparing it; others are refused. */
const PASSWORD = /^[\u0020-\u007e]{1,1024}$/;

/** A random password: base64url, safe in URIs. */
export const randomPassword = (length: number): string => randomBytes(length).toString('base64url').slice(0, length);

/** The password of a user that comes from a Secret of someone else; undefined until it was read. */
const readPassword = (loop: ClusterLoop, { metadata, spec }: PostgresUser): string | undefined => {
  const { uid = '', namespace = '', generation } = metadata;
  const { name = '', key = PASSWORD_KEY_DEFAULT } = spec.password?.secret ?? {};
  const signature = `${generation} ${Math.floor(loop.clock.now() / READ_AGAIN_MS)}`;
  loop.passwords.request(uid, signature, async () => {
    const text = secretText(await loop.reader.get(SECRET, { namespace, name }), key);
    if (text === undefined) throw new Error(`There is no Secret "${name}" with a key "${key}".`);
    if (!PASSWORD.test(text)) throw new Error(`The key "${key}" of the Secret "${name}" must hold 1 to 1024 printable ASCII characters.`);
    return text;
  }, () => loop.visitSoon(namespace, spec.cluster));
  return loop.passwords.finding(uid)?.value;
};

/** A password for a user that has none yet; undefined while it cannot be known. */
export const firstPassword = (loop: ClusterLoop, world: ClusterWorld, name: string): string | undefined => {
  const user = validUsers(world).find((candidate) => roleName(candidate) === name);
  if (user?.spec.password?.secret !== undefined) return readPassword(loop, user);
  return randomPassword(user?.spec.password?.length ?? PASSWORD_LENGTH_DEFAULT);
};

/** What a first Secret of a user says of its password. */
export const firstAnnotations = (world: ClusterWorld, name: string): Record<string, string> | undefined => {
  const rotation = validUsers(world).find((candidate) => roleName(candidate) === name)?.spec.password?.rotation;
  return rotation === undefined ? undefined : { [ANNOTATION_ROTATION]: rotation };
};

/**
 * The change that gives a Secret a new password. With an overlap the new one belongs to the other login, and the one
 * before is good for a while. Without, it belongs to the same one, and another that is still good ends.
 */
export const renewal = (user: PostgresUser, secret: Secret, { password, nowMs }: { password: string; nowMs: number }): object => {
  const { rotation = '', overlapSeconds = 0 } = user.spec.password ?? {};
  const name = roleName(user);
  const active = secretText(secret, 'user') ?? name;
  const next = overlapSeconds === 0 ? active : active === name ? secondLoginName(name) : name;
  const time = (ms: number): string => new Date(ms).toISOString();
  const hadOther = secret.metadata.annotations?.[ANNOTATION_PREVIOUS_UNTIL] !== undefined;
  const previousUntil = overlapSeconds > 0 ? time(nowMs + overlapSeconds * 1000) : hadOther ? time(nowMs) : undefined;
  return {
    metadata: {
      resourceVersion: secret.metadata.resourceVersion,
      annotations: {
        [ANNOTATION_ROTATION]: rotation, [ANNOTATION_PASSWORD_CHANGED_AT]: time(nowMs),
        ...(previousUntil === undefined ? {} : { [ANNOTATION_PREVIOUS_UNTIL]: previousUntil }),
      },
    },
    data: secretData({ password, user: next }),
  };
};

const newPassword = (loop: ClusterLoop, user: PostgresUser, secret: Secret): string | undefined => {
  if (user.spec.password?.secret === undefined) return isRotated(user, secret) ? undefined : randomPassword(user.spec.password?.length ?? PASSWORD_LENGTH_DEFAULT);
  const password = readPassword(loop, user);
  return password === undefined || (password === secretText(secret, 'password') && isRotated(user, secret)) ? undefined : password;
};

/**
 * Gives users new passwords where that is asked for; resolves to whether any was changed. Then nothing else may be
 * written in the same visit: it knows the Secret as it was. A visit that knows an old Secret is refused here.
 */
export const renewPasswords = async (loop: ClusterLoop, world: ClusterWorld): Promise<boolean> => {
  const { name: cluster, namespace = '' } = world.cluster.metadata;
  let changed = false;
  for (const user of validUsers(world)) {
    const secret = secretNamed(world, userSecretName(cluster, roleName(user)));
    const password = secret === undefined ? undefined : newPassword(loop, user, secret);
    if (secret === undefined || password === undefined) continue;
    await loop.writer.mergePatch(SECRET, { namespace, name: secret.metadata.name }, renewal(user, secret, { password, nowMs: loop.clock.now() }), { manager: MANAGER_OPERATOR });
    changed = true;
  }
  return changed;
};
