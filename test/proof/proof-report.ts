import { readFileSync, writeFileSync } from 'node:fs';

/** What one proof has shown, or why it has not. */
export interface ProofResult {
  readonly proof: string;
  readonly what: string;
  readonly found: string;
  readonly held: boolean;
  /** Time since the finding before, or since the proof began. */
  readonly seconds: number;
}

/** What a run is told by. */
export interface ProofRun {
  readonly seed: number;
  readonly measuredAt: string;
  readonly machine: string;
  readonly results: readonly ProofResult[];
}

const BEGIN = '<!-- results -->';
const END = '<!-- end of results -->';

const cell = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').trim();

const row = ({ proof, what, found, held, seconds }: ProofResult): string => `| ${proof} | ${cell(what)} | ${held ? '' : '**Did not hold:** '}${cell(found)} | ${seconds} |`;

/** The results as a table in Markdown. */
export const proofTable = ({ seed, measuredAt, machine, results }: ProofRun): string =>
  [`Seed ${seed}, ${measuredAt.slice(0, 10)}, ${machine}.`, '', '| Proof | What | Found | Seconds |', '|---|---|---|---:|', ...results.map(row)].join('\n');

/** Puts the table into a page, between its two marks. */
export function writeProofTable(page: string, run: ProofRun): void {
  const text = readFileSync(page, 'utf8');
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`${page} has no place for the results`);
  writeFileSync(page, `${text.slice(0, begin + BEGIN.length)}\n${proofTable(run)}\n${text.slice(end)}`);
}
