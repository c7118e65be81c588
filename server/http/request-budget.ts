import type { Clock } from '../../kube/clock.js';
import { ApiError } from '../error/api-error.js';
import type { ServerLimits } from '../settings.js';

/** Counts the requests of each account. */
export interface RequestBudget {
  /** Takes one from the budget of an account; resolves to what is left. Throws RATE_LIMITED when there is nothing left. */
  take(account: string): number;
}

/** Accounts that are remembered; beyond, the one that asked the longest time ago is forgotten. */
const ACCOUNTS_MAX = 10_000;

/** A budget of requests for each account that fills up again at a steady rate. */
export const createRequestBudget = ({ requestsPerSecondMax, requestsBurstMax }: Pick<ServerLimits, 'requestsPerSecondMax' | 'requestsBurstMax'>, clock: Clock): RequestBudget => {
  const budgets = new Map<string, { left: number; atMs: number }>();
  return {
    take(account) {
      const now = clock.now();
      const known = budgets.get(account) ?? { left: requestsBurstMax, atMs: now };
      const left = Math.min(requestsBurstMax, known.left + ((now - known.atMs) / 1000) * requestsPerSecondMax);
      budgets.delete(account);
      budgets.set(account, { left: Math.max(0, left - 1), atMs: now });
      const [oldest] = budgets.keys();
      if (budgets.size > ACCOUNTS_MAX && oldest !== undefined) budgets.delete(oldest);
      if (left >= 1) return Math.floor(left - 1);
      throw new ApiError('RATE_LIMITED', `This account has sent more than ${requestsPerSecondMax} requests a second.`, { suggestion: 'Wait a second; ask for more with one request, or subscribe instead of asking again and again.' });
    },
  };
};
