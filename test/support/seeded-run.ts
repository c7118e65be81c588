import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { packageRoot } from '../../start/package-root.js';
import { clearAbandonedRuns, clearRun, ownRun } from './abandoned-runs.js';

/** What a run of a suite is told by, whose choices come from a seed. */
export interface SeededRun<R> {
  readonly seed: number;
  readonly measuredAt: string;
  readonly machine: string;
  readonly results: readonly R[];
}

/** A suite that is run by a command of its own: `npm run NAME -- --seed N`. */
export interface Suite<R> {
  readonly name: string;
  /** The results as a table in Markdown. */
  readonly table: (results: readonly R[]) => readonly string[];
  /** Page of the documentation that the table stands in. */
  readonly page: string;
}

/** The seed that was asked for, or a random one; says how to run the same again. */
export function seedOf(name: string, asked: string | undefined): number {
  const seed = Number(asked ?? Math.floor(Math.random() * 2 ** 31));
  process.stdout.write(`Seed ${seed}; run it again with: npm run ${name} -- --seed ${seed}\n`);
  return seed;
}

const INTERRUPTED_CODE = 130;
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Does the work of a suite in a directory of its own, which is removed afterwards with all that runs in it, also when the run is
 * interrupted; what an earlier one left that was killed is cleared first. `clear` undoes what is not in the directory.
 */
export async function runSeeded<R>(name: string, seed: number, work: () => Promise<readonly R[]>, clear = (): void => {}): Promise<SeededRun<R>> {
  const prefix = `pgo-${name}-`;
  clearAbandonedRuns(prefix);
  clear();
  const directory = mkdtempSync(path.join(os.tmpdir(), prefix));
  ownRun(directory);
  process.env['PGO_TEST_DIR'] = directory;
  const end = (): void => {
    clear();
    clearRun(directory);
  };
  const interrupt = (): void => {
    end();
    process.exit(INTERRUPTED_CODE);
  };
  for (const signal of SIGNALS) process.once(signal, interrupt);
  try {
    const results = await work();
    return { seed, measuredAt: new Date().toISOString(), machine: `${os.cpus().length} × ${os.cpus()[0]?.model.trim() ?? 'CPU'}`, results };
  } finally {
    for (const signal of SIGNALS) process.off(signal, interrupt);
    end();
  }
}

const BEGIN = '<!-- results -->';
const END = '<!-- end of results -->';

/** Keeps the results of a run as JSON, prints its table, and puts it into the documentation when that is asked for. */
export function reportSeeded<R>({ name, table, page }: Suite<R>, run: SeededRun<R>, intoDocs: boolean): void {
  const file = path.join(packageRoot, name, 'results.json');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(run, null, 2)}\n`);
  const text = [`Seed ${run.seed}, ${run.measuredAt.slice(0, 10)}, ${run.machine}.`, '', ...table(run.results)].join('\n');
  process.stdout.write(`\n${text}\n\nWritten to ${path.relative(process.cwd(), file)}\n`);
  if (intoDocs) putBetweenMarks(path.join(packageRoot, 'docs', page), text);
}

function putBetweenMarks(page: string, table: string): void {
  const text = readFileSync(page, 'utf8');
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`${page} has no place for the results`);
  writeFileSync(page, `${text.slice(0, begin + BEGIN.length)}\n${table}\n${text.slice(end)}`);
}
