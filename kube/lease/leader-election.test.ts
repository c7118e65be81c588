import { describe, expect, it } from '@jest/globals';
import type { KubeClient } from '../client/kube-client.js';
import type { Clock } from '../clock.js';
import type { Lease } from '../core-kinds.js';
import { KubeError } from '../kube-error.js';
import { silentLogger } from '../logger.js';
import { startElection, type Election } from './leader-election.js';

/** A clock that stands still until it is moved; every move lets what is due, and all that follows from it, happen. */
class StandingClock implements Clock {
  #now = 1_000_000;
  #timers: { atMs: number; action: () => void }[] = [];
  now(): number {
    return this.#now;
  }
  after(delayMs: number, action: () => void): () => void {
    const timer = { atMs: this.#now + delayMs, action };
    this.#timers.push(timer);
    return () => void (this.#timers = this.#timers.filter((other) => other !== timer));
  }
  async move(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      const due = this.#timers.filter(({ atMs }) => atMs <= end).sort((left, right) => left.atMs - right.atMs)[0];
      if (due === undefined) break;
      this.#now = Math.max(this.#now, due.atMs);
      this.#timers = this.#timers.filter((timer) => timer !== due);
      due.action();
      await settle();
    }
    this.#now = end;
  }
}
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** One lease that compares versions, as an API server does; `down` refuses everything to some. */
class LeaseServer {
  lease: Lease | undefined;
  readonly down = new Set<string>();
  reads = 0;
  #version = 0;

  /** Someone else writes. */
  touch(spec: object): void {
    this.#version += 1;
    if (this.lease !== undefined) this.lease = { ...this.lease, metadata: { ...this.lease.metadata, resourceVersion: String(this.#version) }, spec: { ...this.lease.spec, ...spec } };
  }

  client(who: string): KubeClient {
    const check = (): void => {
      if (this.down.has(who)) throw new KubeError(0, 'Unreachable', 'cut off');
    };
    const store = (lease: Lease): Promise<Lease> => {
      this.#version += 1;
      this.lease = { ...lease, metadata: { ...lease.metadata, resourceVersion: String(this.#version) } };
      return Promise.resolve(this.lease);
    };
    return {
      get: async () => { check(); this.reads += 1; return Promise.resolve(this.lease); },
      create: async (_kind: unknown, lease: Lease) => {
        check();
        if (this.lease !== undefined) throw new KubeError(409, 'AlreadyExists', 'there is one');
        return store(lease);
      },
      mergePatch: async (_kind: unknown, _key: unknown, patch: { metadata: { resourceVersion: string }; spec: object }) => {
        check();
        if (this.lease === undefined) throw new KubeError(404, 'NotFound', 'there is none');
        if (patch.metadata.resourceVersion !== this.lease?.metadata.resourceVersion) throw new KubeError(409, 'Conflict', 'changed');
        return store({ ...this.lease, spec: { ...this.lease.spec, ...patch.spec } });
      },
    } as unknown as KubeClient;
  }
}

const stage = (): { clock: StandingClock; server: LeaseServer; leading: Set<string>; overlaps: string[]; join: (who: string) => Election } => {
  const clock = new StandingClock();
  const server = new LeaseServer();
  const leading = new Set<string>();
  const overlaps: string[] = [];
  const join = (who: string): Election => startElection({
    client: server.client(who), clock, random: () => 0.5, logger: silentLogger, identity: who, lease: { namespace: 'n', name: 'l' },
    lead: () => {
      leading.add(who);
      if (leading.size > 1) overlaps.push([...leading].join('+'));
      return () => {
        leading.delete(who);
        return Promise.resolve();
      };
    },
  });
  return { clock, server, leading, overlaps, join };
};

describe('leader election', () => {
  it('lets one lead, and the next one at once when the first stops', async () => {
    const { clock, leading, overlaps, join, server } = stage();
    const [first, second] = [join('a'), join('b')];
    await settle();
    expect([...leading]).toEqual(['a']);
    await clock.move(60_000);
    expect([...leading]).toEqual(['a']);
    await clock.move(2_500);
    expect(second.leader).toBe('a');
    await first.stop();
    await clock.move(4_000);
    expect([...leading]).toEqual(['b']);
    await second.stop();
    expect(server.lease?.spec?.holderIdentity).toBe('');
    expect(overlaps).toEqual([]);
  });

  it('takes over from a silent leader only after that one has given up by itself', async () => {
    const { clock, server, leading, overlaps, join } = stage();
    const [first, second] = [join('a'), join('b')];
    await settle();
    await clock.move(10_000);
    server.down.add('a');
    await clock.move(9_000);
    expect([...leading]).toEqual(['a']);
    await clock.move(4_000);
    expect([...leading]).toEqual([]);
    await clock.move(8_000);
    expect([...leading]).toEqual(['b']);
    server.down.delete('a');
    await clock.move(30_000);
    expect([...leading]).toEqual(['b']);
    expect(overlaps).toEqual([]);
    await Promise.all([first.stop(), second.stop()]);
  });

  it('renews what it holds without reading it, and reads again when someone has written', async () => {
    const { clock, server, leading, join } = stage();
    const election = join('a');
    await settle();
    await clock.move(60_000);
    expect([server.reads, [...leading]]).toEqual([1, ['a']]);
    server.touch({});
    await clock.move(3_000);
    expect([server.reads, [...leading]]).toEqual([2, ['a']]);
    server.lease = undefined;
    await clock.move(3_000);
    expect([server.reads, [...leading], server.lease]).toEqual([3, ['a'], expect.objectContaining({ spec: expect.objectContaining({ holderIdentity: 'a' }) })]);
    server.touch({ holderIdentity: 'b' });
    await clock.move(3_000);
    expect([[...leading], election.leader]).toEqual([[], 'b']);
    await election.stop();
  });

  it('goes on at once after a restart under the same identity', async () => {
    const { clock, leading, join, server } = stage();
    join('a');
    await settle();
    leading.clear(); // killed: nothing was let go
    server.down.clear();
    const again = join('a');
    await settle();
    expect([...leading]).toEqual(['a']);
    await again.stop();
    await clock.move(1);
  });
});
