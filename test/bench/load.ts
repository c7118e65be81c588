import autocannon from 'autocannon';

/** How a server did under load. */
export interface LoadResult {
  readonly requestsPerSecond: number;
  readonly p99Ms: number;
}

const CONNECTIONS = 20;
const WARM_UP_SECONDS = 2;
const SECONDS = 5;

/** Sends one query again and again over some connections, after a warm-up. Rejects when an answer was no success. */
export async function load(url: string, query: string, headers: Readonly<Record<string, string>> = {}): Promise<LoadResult> {
  const run = (duration: number): Promise<autocannon.Result> => autocannon({
    url, method: 'POST', connections: CONNECTIONS, duration,
    headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query }),
  });
  await run(WARM_UP_SECONDS);
  const result = await run(SECONDS);
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${url}: ${result.non2xx} answers were refusals, ${result.errors} connections broke`);
  return { requestsPerSecond: result.requests.average, p99Ms: result.latency.p99 };
}
