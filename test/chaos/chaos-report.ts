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

/** What must not be: acknowledged commits of a synchronous cluster that are lost. */
export const breaches = (results: readonly FaultResult[]): readonly FaultResult[] => results.filter(({ durability, lost }) => durability !== 'ASYNC' && lost > 0);
