import type { Suite } from '../support/seeded-run.js';

/** What one proof has shown, or why it has not. */
export interface ProofResult {
  readonly proof: string;
  readonly what: string;
  readonly found: string;
  readonly held: boolean;
  /** Time since the finding before, or since the proof began. */
  readonly seconds: number;
}

const cell = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').trim();

const row = ({ proof, what, found, held, seconds }: ProofResult): string => `| ${proof} | ${cell(what)} | ${held ? '' : '**Did not hold:** '}${cell(found)} | ${seconds} |`;

/** How a run is shown. */
export const PROOF: Suite<ProofResult> = {
  name: 'proof', page: 'restore-proof.md', table: (results) => ['| Proof | What | Found | Seconds |', '|---|---|---|---:|', ...results.map(row)],
};
