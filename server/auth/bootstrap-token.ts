import type { KubeClient } from '../../kube/client/kube-client.js';
import { KubeError } from '../../kube/kube-error.js';
import { PGO_ACCOUNT } from '../../kube/kinds.js';
import { ADMIN_ROLE_NAME } from '../../schema/access/builtin-roles.js';
import { MANAGER_API } from '../../schema/naming/labels.js';
import { API_VERSION } from '../../schema/naming/names.js';
import type { AccountToken, PgoAccount } from '../../schema/resource/pgo-account.js';
import { hashToken, isSameHash, makeToken } from './token.js';
import { ALL_NAMESPACES } from './viewer.js';

/** Account of the administrator that is there from the first start. */
export const BOOTSTRAP_ACCOUNT = 'admin';
/** Id of its first token. */
export const BOOTSTRAP_TOKEN_ID = 'bootstrap';

/** Where the administrator's token is kept. */
export interface BootstrapOptions {
  readonly client: Pick<KubeClient, 'get' | 'create' | 'mergePatch'>;
  /** Namespace of the program's own objects. */
  readonly namespace: string;
  /** The token that the file of an earlier start holds, if there is one. */
  readonly current?: string | undefined;
  readonly now?: Date;
}

const ATTEMPTS_MAX = 5;

const accountWith = (namespace: string, token: AccountToken): PgoAccount => ({
  apiVersion: API_VERSION, kind: 'PgoAccount', metadata: { name: BOOTSTRAP_ACCOUNT, namespace },
  spec: { bindings: [{ role: ADMIN_ROLE_NAME, namespaces: [ALL_NAMESPACES] }], tokens: [token] },
});

/**
 * The administrator's token. The one of an earlier start is kept, and its hash stored again when the store has lost
 * it; without one, a new token takes the place of the old. The account is made when there is none, and otherwise left
 * as it is but for this token. Only the hash is stored: the caller has to keep the token.
 */
export const ensureBootstrapToken = async (options: BootstrapOptions): Promise<string> => {
  const secret = options.current === undefined || options.current === '' ? makeToken() : options.current;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await storeToken(secret, options);
      return secret;
    } catch (error) {
      // Another replica starts at the same moment.
      if (!(error instanceof KubeError && error.code === 409) || attempt >= ATTEMPTS_MAX) throw error;
    }
  }
};

const storeToken = async (secret: string, { client, namespace, now = new Date() }: BootstrapOptions): Promise<void> => {
  const token: AccountToken = { id: BOOTSTRAP_TOKEN_ID, name: BOOTSTRAP_TOKEN_ID, hash: hashToken(secret), createdAt: now.toISOString() };
  const key = { namespace, name: BOOTSTRAP_ACCOUNT };
  const account = await client.get(PGO_ACCOUNT, key);
  if (account === undefined) {
    await client.create(PGO_ACCOUNT, accountWith(namespace, token), { manager: MANAGER_API });
    return;
  }
  const tokens = account.spec.tokens ?? [];
  if (tokens.some(({ id, hash }) => id === token.id && isSameHash(hash, token.hash))) return;
  const others = tokens.filter(({ id }) => id !== token.id);
  const { resourceVersion } = account.metadata;
  await client.mergePatch(PGO_ACCOUNT, key, { metadata: { resourceVersion }, spec: { tokens: [...others, token] } }, { manager: MANAGER_API });
};
