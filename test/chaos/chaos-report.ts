import { FAILOVER_TIMES_DEFAULT } from '../../operator/postgres/patroni-config.js';
import type { Suite } from '../support/seeded-run.js';
import type { FaultResult } from './run-fault.js';

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

const row = ({ fault, durability, acknowledged, lost, unacknowledged, longestGapMs, twoPrimariesMs }: FaultResult): string =>
  `| ${[fault, durability, acknowledged, lost, unacknowledged, seconds(longestGapMs), twoPrimariesMs === 0 ? 'none' : seconds(twoPrimariesMs)].join(' | ')} |`;

/** How a run is shown. */
export const CHAOS: Suite<FaultResult> = {
  name: 'chaos', page: 'chaos.md',
  table: (results) => [
    '| Fault | Durability | Acknowledged | Lost | Not acknowledged, there | Longest write gap | Two primaries at once |',
    '|---|---|---:|---:|---:|---:|---:|',
    ...results.map(row),
  ],
};

/**
 * Longest time for which an old primary may still take writes beside the new one. Patroni looks at its lock every `loop_wait`
 * and gives up asking for it after `retry_timeout`; by then it has demoted itself.
 */
const TWO_PRIMARIES_MAX_MS = (FAILOVER_TIMES_DEFAULT.loopWait + FAILOVER_TIMES_DEFAULT.retryTimeout) * 1000;

/** What must not be, in words: of synchronous clusters, acknowledged commits that are lost, and two writers past Patroni's bound. */
export const breaches = (results: readonly FaultResult[]): readonly string[] => results.filter(({ durability }) => durability !== 'ASYNC').flatMap((result) => [
  ...(result.lost > 0 ? [`${result.durability}, ${result.fault}: ${result.lost} acknowledged commits were lost`] : []),
  ...(result.twoPrimariesMs > TWO_PRIMARIES_MAX_MS ? [`${result.durability}, ${result.fault}: two instances took writes for ${seconds(result.twoPrimariesMs)}, longer than ${seconds(TWO_PRIMARIES_MAX_MS)}`] : []),
]);
