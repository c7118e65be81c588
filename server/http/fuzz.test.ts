import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { fuzzEndpoint } from '../../test/fake/fuzz-endpoint.js';
import { type TestServer, startTestServer } from '../../test/fake/test-server.js';

jest.setTimeout(1_200_000);

/** `PGO_FUZZ_INPUTS=20000` sends more, `PGO_FUZZ_SEED` others. */
const INPUTS = Number(process.env['PGO_FUZZ_INPUTS'] ?? 1_000);
const SEED = Number(process.env['PGO_FUZZ_SEED'] ?? 7);
const GROWTH_BYTES_MAX = 200 * 1024 * 1024;

let it: TestServer;
beforeAll(async () => { it = await startTestServer({ authenticationFailuresFreeMax: 1_000_000 }); });
afterAll(async () => it.server.close());

test(`${INPUTS} inputs that are wrong (seed ${SEED}) get no answer that is the server's fault, and it goes on`, async () => {
  const before = process.memoryUsage().heapUsed;
  const { faults, outcomes } = await fuzzEndpoint({ url: it.server.url, token: it.token, inputs: INPUTS, seed: SEED });
  if (process.env['PGO_FUZZ_INPUTS'] !== undefined) process.stderr.write(`seed ${SEED}: ${JSON.stringify(outcomes)}\n`);
  expect(faults).toEqual([]);
  expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(INPUTS);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(GROWTH_BYTES_MAX);
  expect((await it.ask('{ viewer { name } }')).body.data).toEqual({ viewer: { name: 'admin' } });
});
