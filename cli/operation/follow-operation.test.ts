import { describe, expect, it } from '@jest/globals';
import type { OperationChangedSubscription, PgoClient } from '../../schema/sdk/client.js';
import { createScriptedFactory, type ScriptedFactory } from '../factory/scripted-factory.js';
import { checkOutcome, followOperation } from './follow-operation.js';
import { creating, failed } from './operation-fixture.js';
import type { OperationView } from './operation-view.js';

type Changed = OperationChangedSubscription['operationChanged'];
const succeeded: OperationView = { ...creating, state: 'SUCCEEDED', progress: 1 };
const now = new Date('2026-01-02T03:05:00Z');

/** A stream of these states; it then ends, or stays open until its signal is aborted. */
const streamOf = (states: OperationView[], staysOpen: boolean): PgoClient['operationChanged'] => (_variables, options) => {
  const signal = options?.signal;
  return (async function* () {
    for (const state of states) yield { operationChanged: state as Changed };
    if (!staysOpen) return;
    await new Promise<never>((_resolve, reject) => {
      if (signal?.aborted === true) reject(signal.reason);
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
  })();
};

const factoryOver = (states: OperationView[], more: { staysOpen?: boolean; last?: OperationView; signal?: AbortSignal; columns?: number } = {}): ScriptedFactory => createScriptedFactory({
  now,
  ...(more.signal === undefined ? {} : { signal: more.signal }),
  ...(more.columns === undefined ? {} : { columns: more.columns }),
  client: { operationChanged: streamOf(states, more.staysOpen ?? false), operation: async () => ({ operation: (more.last ?? null) as Changed | null }) },
});

describe('followOperation', () => {
  it('prints a line for each step that moves, and returns the end', async () => {
    const factory = factoryOver([creating, failed], { staysOpen: true });
    expect(await followOperation(factory, 'op_1')).toBe(failed);
    expect(factory.streams.stderr().split('\n')).toEqual([
      'CreateCluster pgo/hippo: Credentials SUCCEEDED Certificates and passwords are made. (1.2s)',
      'CreateCluster pgo/hippo: Primary RUNNING hippo-1 is being initialised.',
      'CreateCluster pgo/hippo: Primary FAILED hippo-1 is being initialised. (8.0s)',
      '',
    ]);
    expect(factory.streams.stdout()).toBe('');
  });
  it('paints the steps over in place on a terminal', async () => {
    const factory = factoryOver([creating, succeeded], { columns: 60 });
    await followOperation(factory, 'op_1');
    expect(factory.streams.stderr()).toContain('\u001B[4A\u001B[0JCreateCluster pgo/hippo  SUCCEEDED  100 %');
  });
  it('asks once when the stream ends before the operation', async () => {
    expect(await followOperation(factoryOver([creating], { last: succeeded }), 'op_1')).toBe(succeeded);
  });
  it('fails when the operation still goes on then', async () => {
    await expect(followOperation(factoryOver([creating], { last: creating }), 'op_1')).rejects.toMatchObject({ exitCode: 1, suggestion: expect.stringContaining('pgo show operation op_1 --wait') });
  });
  it('stops waiting after the time given', async () => {
    await expect(followOperation(factoryOver([creating], { staysOpen: true }), 'op_1', 5)).rejects.toMatchObject({ exitCode: 6, message: expect.stringContaining('It goes on') });
  });
  it('stops waiting when interrupted', async () => {
    const controller = new AbortController();
    const following = followOperation(factoryOver([creating], { staysOpen: true, signal: controller.signal }), 'op_1');
    controller.abort(new Error('Ctrl-C'));
    await expect(following).rejects.toMatchObject({ exitCode: 130 });
  });
  it('passes on what the server refuses', async () => {
    const refusal = Object.assign(new Error('no'), { name: 'PgoError', code: 'FORBIDDEN' });
    const factory = createScriptedFactory({ client: { operationChanged: () => (async function* () { throw refusal; yield { operationChanged: creating as Changed }; })() } });
    await expect(followOperation(factory, 'op_1')).rejects.toBe(refusal);
  });
});

describe('checkOutcome', () => {
  it('lets success pass', () => { expect(() => checkOutcome(succeeded)).not.toThrow(); });
  it('ends with exit code 5 and says why it failed and what to do', () => {
    expect(() => checkOutcome(failed)).toThrow(expect.objectContaining({ exitCode: 5, message: 'CreateCluster pgo/hippo failed: The volume of hippo-1 is full.', suggestion: failed.error?.suggestion }));
  });
  it('ends so when it was cancelled, too', () => {
    expect(() => checkOutcome({ ...creating, state: 'CANCELLED' })).toThrow(expect.objectContaining({ exitCode: 5, message: 'CreateCluster pgo/hippo was cancelled.' }));
  });
});
