import { startPlainPostgres, type PlainPostgres } from '../support/plain-postgres.js';
import { timed } from './benchmark.js';

/** The least that a new database can take on this machine: initdb with checksums, start, first answer. In milliseconds. */
export async function initdbAndStart(): Promise<number> {
  let server: PlainPostgres | undefined;
  const elapsedMs = await timed(async () => {
    server = await startPlainPostgres();
  });
  await server?.stop();
  return elapsedMs;
}
