import { describe, expect, it } from '@jest/globals';
import type { PatroniState } from '../postgres/patroni-answers.js';
import type { PatroniClient } from './patroni-client.js';
import { readReplication } from './read-replication.js';

const member = (pod: string, state: Partial<PatroniState> | Error): { pod: string; patroni: PatroniClient } => ({
  pod, patroni: { state: () => (state instanceof Error ? Promise.reject(state) : Promise.resolve(state as PatroniState)) } as unknown as PatroniClient,
});

describe('readReplication', () => {
  it('measures what was received and what was replayed', async () => {
    const facts = await readReplication(member('a-1-0', { walPosition: 1000 }), [
      member('a-2-0', { walPosition: 400, receivedPosition: 900, replayPaused: true }),
      member('a-3-0', { walPosition: 1200, receivedPosition: 1200, replayPaused: false }),
      member('a-4-0', new Error('down')),
      member('a-5-0', { replayPaused: false }),
    ]);
    expect(facts).toEqual({
      leader: 'a-1-0',
      replicas: { 'a-2-0': { lagBytes: 100, replayLagBytes: 600, isReplayPaused: true }, 'a-3-0': { lagBytes: 0, replayLagBytes: 0, isReplayPaused: false } },
    });
  });

  it('fails without the position of the leader', async () => {
    await expect(readReplication(member('a-1-0', {}), [])).rejects.toThrow('does not tell');
  });
});
