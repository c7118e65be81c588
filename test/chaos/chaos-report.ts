import { readFileSync, writeFileSync } from 'node:fs';
import type { FaultResult } from './run-fault.js';

/** What a run is told by. */
export interface ChaosRun {
  readonly seed: number;
  readonly measuredAt: string;
  readonly machine: string;
  readonly results: readonly FaultResult[];
}

const BEGIN = '<!-- results -->';
const END = '<!-- end of results -->';

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

const row = ({ fault, durability, acknowledged, lost, unacknowledged, longestGapMs, twoPrimariesMs }: FaultResult): string =>
  `| ${[fault, durability, acknowledged, lost, unacknowledged, seconds(longestGapMs), twoPrimariesMs === 0 ? 'none' : seconds(twoPrimariesMs)].join(' | ')} |`;

/** The results as a table in Markdown. */
export function chaosTable({ seed, measuredAt, machine, results }: ChaosRun): string {
  return [
    `Seed ${seed}, ${measuredAt.slice(0, 10)}, ${machine}.`, '',
    '| Fault | Durability | Acknowledged | Lost | Not acknowledged, there | Longest write gap | Two primaries at once |',
    '|---|---|---:|---:|---:|---:|---:|',
    ...results.map(row),
  ].join('\n');
}

/** Puts the table into a page, between its two marks. */
export function writeTable(page: string, run: ChaosRun): void {
  const text = readFileSync(page, 'utf8');
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`${page} has no place for the results`);
  writeFileSync(page, `${text.slice(0, begin + BEGIN.length)}\n${chaosTable(run)}\n${text.slice(end)}`);
}

/** What must not be: acknowledged commits of a synchronous cluster that are lost. */
export const breaches = (results: readonly FaultResult[]): readonly FaultResult[] => results.filter(({ durability, lost }) => durability !== 'ASYNC' && lost > 0);
