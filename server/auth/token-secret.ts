import { Buffer } from 'node:buffer';
import type { Secret } from '../../kube/core-kinds.js';

/** On a Secret that holds the hash of a token. */
export const LABEL_TOKEN = 'pgo.dev/token';
/** Secret with the hash of the administrator's token. */
export const BOOTSTRAP_SECRET_NAME = 'pgo-admin-token';
/** Account of the administrator that is there from the first start. */
export const BOOTSTRAP_ACCOUNT = 'admin';

/** What a Secret says of a token. */
export interface StoredToken {
  /** SHA-256, hexadecimal. */
  readonly hash: string;
  /** Account that the token belongs to. */
  readonly account: string;
}

const encode = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** The Secret of a token. */
export const tokenSecret = (name: string, namespace: string, { hash, account }: StoredToken): Secret => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace, labels: { [LABEL_TOKEN]: 'true' } },
  type: 'pgo.dev/token',
  data: { hash: encode(hash), account: encode(account) },
});

/** The token of a Secret; undefined when it is no such Secret. */
export const readTokenSecret = ({ data }: Secret): StoredToken | undefined => {
  const text = (key: string): string => Buffer.from(data?.[key] ?? '', 'base64').toString('utf8');
  const [hash, account] = [text('hash'), text('account')];
  return /^[0-9a-f]{64}$/.test(hash) && account !== '' ? { hash, account } : undefined;
};
