import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { KubeClient } from '../../kube/client/kube-client.js';
import { SECRET, type Secret } from '../../kube/core-kinds.js';
import { KubeError } from '../../kube/kube-error.js';
import { MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import { writePrivateFile } from '../access/cli-context.js';

/** Name of the Secret that holds what all replicas of the service have in common. */
export const IDENTITY_SECRET = 'pgo-identity';

/** Files of the data directory that the replicas share: the authority of the server's certificate, the first token. */
const FILES = ['ca.crt', 'ca.key', 'admin.token'] as const;

/** Where the identity is kept. */
export interface SharedIdentityOptions {
  readonly client: Pick<KubeClient, 'get' | 'create'>;
  readonly namespace: string;
  readonly dataDir: string;
  /** Makes the files where there are none yet. */
  readonly make: () => Promise<void>;
}

/**
 * Brings the identity that all replicas of a service share into the data directory of this one. The first replica makes
 * it; of two that try at the same moment one is first, and the other takes what that one stored.
 */
export async function shareIdentity(options: SharedIdentityOptions): Promise<void> {
  const { client, namespace, dataDir } = options;
  const stored = await client.get(SECRET, { namespace, name: IDENTITY_SECRET });
  if (stored !== undefined) {
    unpack(stored, dataDir);
    return;
  }
  await options.make();
  const data = Object.fromEntries(FILES.map((name) => path.join(dataDir, name)).filter((file) => existsSync(file))
    .map((file) => [path.basename(file), readFileSync(file).toString('base64')]));
  const secret: Secret = { apiVersion: 'v1', kind: 'Secret', metadata: { namespace, name: IDENTITY_SECRET }, type: 'Opaque', data };
  try {
    await client.create(SECRET, secret, { manager: MANAGER_OPERATOR });
  } catch (error) {
    if (!(error instanceof KubeError) || error.reason !== 'AlreadyExists') throw error;
    const first = await client.get(SECRET, { namespace, name: IDENTITY_SECRET });
    if (first !== undefined) unpack(first, dataDir);
  }
}

function unpack({ data = {} }: Secret, dataDir: string): void {
  for (const name of FILES) {
    const content = data[name];
    if (content !== undefined) writePrivateFile(path.join(dataDir, name), Buffer.from(content, 'base64').toString('utf8'));
  }
}
