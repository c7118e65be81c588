import { expect, test } from '@jest/globals';
import type { PodAccess } from '../../kube/client/kube-connection.js';
import { prepareRepositories } from './prepare-repositories.js';

/** Repositories that cannot be used make each command fail that they take part in. */
const podsWith = (broken: readonly number[], commands: string[] = []): Pick<PodAccess, 'exec'> => ({
  exec: (_pod, { command }) => {
    const alone = command[3] === 'alone' ? Number(command[4]) : undefined;
    commands.push(`${alone ?? 'all'} ${command.at(-1) ?? ''}`);
    const fails = alone === undefined ? broken.length > 0 : broken.includes(alone);
    return Promise.resolve({ exitCode: fails ? 41 : 0, stdout: '', truncated: false, stderr: fails ? `ERROR: [041]: repository ${alone ?? 'some'} is gone\n` : '' });
  },
});

const key = { namespace: 'pgo', name: 'hippo' };

test.each<[string, number[], number[], Record<number, string> | undefined]>([
  ['all can be used', [1, 2], [], undefined],
  ['the only one cannot', [2], [2], { 2: 'repository some is gone.' }],
  ['the second cannot: the first is prepared', [1, 2], [2], { 2: 'repository 2 is gone.' }],
  ['none can', [1, 2], [1, 2], { 1: 'repository 1 is gone.', 2: 'repository 2 is gone.' }],
])('%s', async (_name, repositories, broken, faults) => {
  const prepared = prepareRepositories(podsWith(broken), key, { repositories, target: ['--pg1-path=/data'] });
  const cause: unknown = await prepared.then(() => undefined, (error: Error) => error.cause);
  expect(cause).toEqual(faults);
});

test('what is well is asked once, and one of many alone when something fails', async () => {
  const [well, ill]: [string[], string[]] = [[], []];
  await prepareRepositories(podsWith([], well), key, { repositories: [1, 2], target: [] });
  await prepareRepositories(podsWith([2], ill), key, { repositories: [1, 2], target: [] }).catch(() => undefined);
  expect(well).toEqual(['all stanza-create', 'all check']);
  expect(ill).toEqual(['all stanza-create', '1 stanza-create', '1 check', '2 stanza-create']);
});
