import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';

/** How a server did under load. */
export interface LoadResult {
  readonly requestsPerSecond: number;
  readonly p99Ms: number;
  /** Time of the processor that the server spends on a request, in microseconds: what a busy machine does not distort. */
  readonly cpuMicroseconds: number;
}

const CONNECTIONS = 20;
const WARM_UP_SECONDS = 4;
const SECONDS = 5;
/** Length of a tick of /proc in microseconds. */
const TICK_MICROSECONDS = 10_000;

/** Sends one query again and again to a process, over some connections, after a warm-up. Rejects when an answer was no success. */
export async function load(server: { url: string; pid: number }, query: string, headers: Readonly<Record<string, string>> = {}): Promise<LoadResult> {
  const { url, pid } = server;
  const run = (duration: number): Promise<autocannon.Result> => autocannon({
    url, method: 'POST', connections: CONNECTIONS, duration,
    headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query }),
  });
  await run(WARM_UP_SECONDS);
  const before = cpuTicks(pid);
  const result = await run(SECONDS);
  const ticks = cpuTicks(pid) - before;
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${url}: ${result.non2xx} answers were refusals, ${result.errors} connections broke`);
  return {
    requestsPerSecond: result.requests.average, p99Ms: result.latency.p99,
    cpuMicroseconds: (ticks * TICK_MICROSECONDS) / result.requests.total,
  };
}

/** What a process has used of the processor so far, in user and system mode. */
function cpuTicks(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}
