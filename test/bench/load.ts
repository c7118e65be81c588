import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';
import { median } from './benchmark.js';

/** How a server did under load. */
export interface LoadResult {
  readonly requestsPerSecond: number;
  readonly p99Ms: number;
  /** Time of the processor that the server spends on a request, in microseconds: what a busy machine does not distort. */
  readonly cpuMicroseconds: number;
}

/** A server under load. */
export interface LoadTarget {
  readonly url: string;
  readonly pid: number;
  readonly headers?: Readonly<Record<string, string>>;
}

const CONNECTIONS = 20;
const WARM_UP_SECONDS = 4;
const ROUNDS = 15;
const ROUND_SECONDS = 1;
/** Length of a tick of /proc in microseconds. */
const TICK_MICROSECONDS = 10_000;

/**
 * Sends one query again and again to each of some processes, in short rounds by turns, so that whatever else the machine
 * does weighs on all; medians of the rounds, after a warm-up. Rejects when an answer was no success.
 */
export async function loadInTurn(targets: readonly LoadTarget[], query: string): Promise<LoadResult[]> {
  return (await roundsInTurn(targets, query)).map(medianOf);
}

/** The medians of some rounds. */
export const medianOf = (rounds: readonly LoadResult[]): LoadResult => ({
  requestsPerSecond: median(rounds.map(({ requestsPerSecond }) => requestsPerSecond)),
  p99Ms: median(rounds.map(({ p99Ms }) => p99Ms)),
  cpuMicroseconds: median(rounds.map(({ cpuMicroseconds }) => cpuMicroseconds)),
});

/**
 * The same with each round by itself, by target: rounds of one number follow each other closely, every other time in the
 * opposite order, so that neither what came before nor a machine that gets busier is always the same one's.
 */
export async function roundsInTurn(targets: readonly LoadTarget[], query: string): Promise<LoadResult[][]> {
  for (const target of targets) await round(target, query, WARM_UP_SECONDS);
  const results: LoadResult[][] = targets.map(() => []);
  for (let count = 0; count < ROUNDS; count += 1) {
    const turn = [...targets.entries()];
    for (const [index, target] of count % 2 === 0 ? turn : turn.reverse()) results[index]?.push(await round(target, query, ROUND_SECONDS));
  }
  return results;
}

async function round({ url, pid, headers }: LoadTarget, query: string, duration: number): Promise<LoadResult> {
  const before = cpuTicks(pid);
  const result = await autocannon({
    url, method: 'POST', connections: CONNECTIONS, duration,
    headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query }),
  });
  const ticks = cpuTicks(pid) - before;
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${url}: ${result.non2xx} answers were refusals, ${result.errors} connections broke`);
  return {
    requestsPerSecond: result.requests.total / result.duration, p99Ms: result.latency.p99,
    cpuMicroseconds: (ticks * TICK_MICROSECONDS) / result.requests.total,
  };
}

/** What a process has used of the processor so far, in user and system mode. */
function cpuTicks(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}
