import { expect, test } from '@jest/globals';
import { measureVolumes } from './measure-volumes.js';

const pod = { namespace: 'shop', name: 'hippo-1-0' };
const saying = (stdout: string) => ({ exec: () => Promise.resolve({ exitCode: 0, stdout, stderr: '', truncated: false }) });

test('a calm database is measured the same each time, to about a hundredth', async () => {
  const [first, second] = await Promise.all(['data 1048576 900000\nused 100000\nwalWithin 32768', 'data 1048576 899990\nused 100010\nwalWithin 32768']
    .map((text) => measureVolumes(saying(text), pod)));
  expect(first).toEqual(second);
  expect(first?.dataBytes ?? 0).toBeGreaterThan(0.97 * (100_000 - 32_768) * 1024);
});

test.each<[string, Parameters<typeof measureVolumes>[0]]>([
  ['says nothing', saying('')],
  ['does not answer', { exec: () => Promise.reject(new Error('container not found')) }],
])('a container that %s is no failure that is tried again and again', async (_name, pods) => {
  expect(await measureVolumes(pods, pod)).toBeNull();
});
