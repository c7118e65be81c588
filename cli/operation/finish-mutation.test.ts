import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { createScriptedFactory } from '../factory/scripted-factory.js';
import type { OutputFormat } from '../factory/factory.js';
import { finishMutations, type MutationRequest } from './finish-mutation.js';
import { creating } from './operation-fixture.js';

const request = (name: string): MutationRequest => () => Promise.resolve({
  payload: { plan: { impact: 'NONE', summary: '', changes: [] }, operation: { ...creating, id: name } }, sentences: { name: `user/${name}`, begun: `${name} begins.`, done: `${name} is done.` },
});
const refusing: MutationRequest = () => Promise.reject(new Error('refused'));

const finishing = async (output: OutputFormat, requests: readonly MutationRequest[], isOnly?: boolean): Promise<{ stdout: string; failure: unknown }> => {
  const factory = createScriptedFactory({ flags: { output } });
  const failure: unknown = await finishMutations(factory, requests, {}, isOnly).then(() => undefined, (error: unknown) => error);
  return { stdout: factory.streams.stdout(), failure };
};

describe('several changes of one command', () => {
  it.each<[OutputFormat, (text: string) => unknown]>([['json', JSON.parse], ['yaml', parse]])('are one document of -o %s, a list', async (output, read) => {
    const { stdout } = await finishing(output, [request('ann'), request('bob')]);
    expect(read(stdout)).toMatchObject([{ operation: { id: 'ann' } }, { operation: { id: 'bob' } }]);
  });
  it('are a list also when there is one, or none', async () => {
    expect(JSON.parse((await finishing('json', [request('ann')])).stdout)).toMatchObject([{ operation: { id: 'ann' } }]);
    expect(JSON.parse((await finishing('json', [])).stdout)).toEqual([]);
  });
  it('are an object when exactly one was named', async () => {
    expect(JSON.parse((await finishing('json', [request('ann')], true)).stdout)).toMatchObject({ operation: { id: 'ann' } });
  });
  it('tell of those before one that fails', async () => {
    const { stdout, failure } = await finishing('json', [request('ann'), refusing, request('carl')]);
    expect(JSON.parse(stdout)).toMatchObject([{ operation: { id: 'ann' } }]);
    expect(failure).toEqual(new Error('refused'));
    expect(await finishing('json', [refusing], true)).toMatchObject({ stdout: '', failure: expect.any(Error) });
  });
  it.each<[OutputFormat, string]>([['table', 'ann begins.\nbob begins.\n'], ['name', 'user/ann\nuser/bob\n']])('are told of one after the other with -o %s', async (output, stdout) => {
    expect((await finishing(output, [request('ann'), request('bob')])).stdout).toBe(stdout);
  });
});
