import { describe, expect, it } from '@jest/globals';
import type { DeleteClusterMutationVariables, PgoClient } from '../../schema/sdk/client.js';
import { createScriptedFactory, type Script, type ScriptedFactory } from '../factory/scripted-factory.js';
import { creating } from '../operation/operation-fixture.js';
import { run, type DeleteClusterFlags } from './delete-cluster.js';

const plan = { impact: 'DATA_LOSS' as const, summary: 'Deletes hippo and its data.', changes: [] };

const deleting = async (flags: DeleteClusterFlags, script: Script): Promise<{ factory: ScriptedFactory; sent: DeleteClusterMutationVariables[]; error: unknown }> => {
  const sent: DeleteClusterMutationVariables[] = [];
  const deleteCluster: PgoClient['deleteCluster'] = async (variables) => {
    sent.push(variables);
    const operation = { ...creating, kind: 'DeleteCluster' };
    return { deleteCluster: { plan, operation: variables.input.dryRun === true ? null : operation } } as Awaited<ReturnType<PgoClient['deleteCluster']>>;
  };
  const factory = createScriptedFactory({ ...script, client: { deleteCluster } });
  let error: unknown;
  await run(factory, 'hippo', flags).catch((thrown: unknown) => { error = thrown; });
  return { factory, sent, error };
};

describe('pgo delete cluster', () => {
  it('deletes once the name was typed', async () => {
    const { sent, factory } = await deleting({ prompt: true }, { isInteractive: true, answers: ['hippo '] });
    expect(sent).toEqual([{ input: { cluster: { namespace: 'pgo', name: 'hippo' }, confirm: 'hippo', keepData: false, keepBackups: false, dryRun: false } }]);
    expect(factory.streams.stdout()).toBe('Cluster hippo is being deleted.\n');
    expect(factory.streams.stderr()).toMatch(/all its data will be deleted[^]*pgo show operation op_1 --wait/);
  });
  it('sends nothing when another name was typed', async () => {
    const { sent, error } = await deleting({ prompt: true }, { isInteractive: true, answers: ['yes'] });
    expect(sent).toEqual([]);
    expect(error).toMatchObject({ exitCode: 1, message: expect.stringContaining('Nothing was deleted') });
  });
  it('asks for --no-prompt where nobody can answer', async () => {
    const { sent, error } = await deleting({ prompt: true }, {});
    expect(sent).toEqual([]);
    expect(error).toMatchObject({ exitCode: 2, suggestion: expect.stringContaining('--no-prompt') });
  });
  it('does not ask with --no-prompt, and keeps what is to be kept', async () => {
    const { sent } = await deleting({ prompt: false, keepData: true, idempotencyKey: 'k' }, {});
    expect(sent[0]?.input).toMatchObject({ keepData: true, keepBackups: false, idempotencyKey: 'k' });
  });
  it('shows the plan of a dry run without asking', async () => {
    const { factory, sent } = await deleting({ prompt: true, dryRun: true }, {});
    expect(sent[0]?.input.dryRun).toBe(true);
    expect(factory.streams.stdout()).toBe('Deletes hippo and its data.\nImpact: DATA_LOSS. Nothing was stored.\n');
  });
});
