import type { KubeClient } from '../../kube/client/kube-client.js';
import type { Clock } from '../../kube/clock.js';
import { PGO_ACCOUNT } from '../../kube/kinds.js';
import type { Logger } from '../../kube/logger.js';
import { API_VERSION } from '../../schema/naming/names.js';
import type { PgoAccount } from '../../schema/resource/pgo-account.js';
import type { Directory } from './directory.js';

/** How much later a token has to be used again for that to be written. */
const INTERVAL_MS = 10 * 60 * 1000;

/** What writing down the use of tokens works with. */
export interface LastUsedOptions {
  readonly directory: Directory;
  readonly client: Pick<KubeClient, 'applyStatus'>;
  readonly namespace: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Writes down when tokens are used, in the status of their account, and every ten minutes at most. One write at a time
 * for each account; what fails is written at a later use.
 */
export const createLastUsed = ({ directory, client, namespace, clock, logger }: LastUsedOptions): ((account: string, tokenId: string) => void) => {
  const writing = new Set<string>();
  return (name, tokenId) => {
    const account = directory.account(name);
    const known = Date.parse(account?.status?.lastUsedAt?.[tokenId] ?? '') || 0;
    if (account === undefined || writing.has(name) || clock.now() - known < INTERVAL_MS) return;
    writing.add(name);
    const ids = new Set((account.spec.tokens ?? []).map(({ id }) => id));
    const kept = Object.entries(account.status?.lastUsedAt ?? {}).filter(([id]) => ids.has(id));
    const lastUsedAt = { ...Object.fromEntries(kept), [tokenId]: new Date(clock.now()).toISOString() };
    const change: PgoAccount = { apiVersion: API_VERSION, kind: 'PgoAccount', metadata: { name, namespace }, spec: {}, status: { lastUsedAt } };
    const { spec: _spec, ...status } = change;
    void client.applyStatus(PGO_ACCOUNT, status as PgoAccount, { manager: 'pgo-last-used' })
      .catch((error: unknown) => logger.warn({ err: error, account: name }, 'The use of a token could not be written down.'))
      .finally(() => writing.delete(name));
  };
};
