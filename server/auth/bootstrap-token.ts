import { SECRET } from '../../kube/core-kinds.js';
import type { KubeClient } from '../../kube/client/kube-client.js';
import { MANAGER_API } from '../../schema/naming/labels.js';
import { hashToken, isSameHash, makeToken } from './token.js';
import { BOOTSTRAP_ACCOUNT, BOOTSTRAP_SECRET_NAME, readTokenSecret, tokenSecret } from './token-secret.js';

/** Where the administrator's token is kept. */
export interface BootstrapOptions {
  readonly client: Pick<KubeClient, 'get' | 'apply'>;
  /** Namespace of the program's own objects. */
  readonly namespace: string;
  /** The token that the file of an earlier start holds, if there is one. */
  readonly current?: string | undefined;
}

/**
 * The administrator's token. The one of an earlier start is kept, and its hash stored again when the store has lost
 * it; without one, a new token takes the place of the old. Only the hash is stored: the caller has to keep the token.
 */
export const ensureBootstrapToken = async ({ client, namespace, current }: BootstrapOptions): Promise<string> => {
  const token = current === undefined || current === '' ? makeToken() : current;
  const hash = hashToken(token);
  const secret = await client.get(SECRET, { namespace, name: BOOTSTRAP_SECRET_NAME });
  const stored = secret && readTokenSecret(secret);
  if (stored === undefined || !isSameHash(stored.hash, hash)) {
    await client.apply(SECRET, tokenSecret(BOOTSTRAP_SECRET_NAME, namespace, { hash, account: BOOTSTRAP_ACCOUNT }), { manager: MANAGER_API });
  }
  return token;
};
