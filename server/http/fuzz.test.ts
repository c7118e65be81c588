import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { fuzzEndpoint } from '../../test/fake/fuzz-endpoint.js';

jest.setTimeout(1_200_000);

/** `PGO_FUZZ_INPUTS=20000` sends more, `PGO_FUZZ_SEED` others. */
const INPUTS = Number(process.env['PGO_FUZZ_INPUTS'] ?? 1_000);
const SEED = Number(process.env['PGO_FUZZ_SEED'] ?? 7);
/** What a server may hold more after the inputs: the audit records and what was compiled, whatever the number of inputs. */
const GROWTH_BYTES_MAX = 32 * 1024 * 1024;

let child: ChildProcess;
let address: { url: string; token: string };
beforeAll(async () => {
  child = fork('test/fake/fuzz-server.ts', [], { execArgv: ['--expose-gc', '--import', '@swc-node/register/esm-register'] });
  [address] = await once(child, 'message') as [typeof address];
});
afterAll(() => { child.disconnect(); });

const heapBytes = async (): Promise<number> => {
  const answer = once(child, 'message') as Promise<[number]>;
  child.send('heap');
  return (await answer)[0];
};

test(`${INPUTS} inputs that are wrong (seed ${SEED}) get no answer that is the server's fault, and it goes on in the same memory`, async () => {
  const before = await heapBytes();
  const { faults, outcomes } = await fuzzEndpoint({ ...address, inputs: INPUTS, seed: SEED });
  const grownBytes = await heapBytes() - before;
  if (process.env['PGO_FUZZ_INPUTS'] !== undefined) process.stderr.write(`seed ${SEED}: heap from ${before} by ${grownBytes} bytes, ${JSON.stringify(outcomes)}\n`);
  expect(faults).toEqual([]);
  expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(INPUTS);
  expect(grownBytes).toBeLessThan(GROWTH_BYTES_MAX);
  const response = await fetch(`${address.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${address.token}` }, body: '{"query":"{ viewer { name } }"}' });
  expect(await response.json()).toMatchObject({ data: { viewer: { name: 'admin' } } });
});
