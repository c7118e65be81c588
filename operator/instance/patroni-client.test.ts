import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { PatroniClient } from './patroni-client.js';

interface Seen { method: string; path: string; authorization?: string; body: string }
interface Answer { status?: number; body: unknown }
const servers: Server[] = [];

/** A server that answers as told and remembers what it was asked. */
const serve = async (answers: Readonly<Record<string, Answer>>): Promise<{ client: PatroniClient; seen: Seen[] }> => {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const path = request.url ?? '';
      seen.push({ method: request.method ?? '', path, authorization: request.headers.authorization, body });
      const answer = answers[path] ?? { status: 404, body: '' };
      response.writeHead(answer.status ?? 200).end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { client: new PatroniClient({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, password: 'quite secret' }), seen };
};

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  })));
});

const BASIC = `Basic ${Buffer.from('patroni:quite secret').toString('base64')}`;

describe('the Patroni client', () => {
  it('reads the state of a leader', async () => {
    const { client, seen } = await serve({
      '/patroni': {
        body: {
          state: 'running', role: 'master', server_version: 150020, timeline: 3, xlog: { location: 67108864 }, postmaster_start_time: '2026-01-02 03:04:05+00:00',
          replication: [{ usename: 'pgo_replication', application_name: 'hippo-2-0', state: 'streaming', sync_state: 'sync' }],
        },
      },
    });
    expect(await client.state()).toMatchObject({
      role: 'master', state: 'running', timeline: 3, walPosition: 67108864, serverVersionNumber: 150020, pendingRestart: false,
      replication: [{ name: 'hippo-2-0', state: 'streaming', syncState: 'sync' }],
    });
    expect(seen).toEqual([{ method: 'GET', path: '/patroni', authorization: undefined, body: '' }]);
  });

  it('reads the state of an instance whose PostgreSQL is down', async () => {
    const { client } = await serve({ '/patroni': { status: 503, body: { state: 'stopped', role: 'replica', cluster_unlocked: true } } });
    expect(await client.state()).toMatchObject({ state: 'stopped', unlocked: true, walPosition: undefined });
  });

  it('reads members and history', async () => {
    const { client } = await serve({
      '/cluster': {
        body: {
          members: [
            { name: 'hippo-1-0', role: 'leader', state: 'running', timeline: 2 },
            { name: 'hippo-2-0', role: 'replica', state: 'running', timeline: 2, lag: 17, pending_restart: true },
            { name: 'hippo-3-0', role: 'replica', state: 'starting', lag: 'unknown' },
          ],
        },
      },
      '/history': { body: [[1, 25165984, 'no recovery target specified', '2026-01-02T03:04:05+00:00', 'hippo-1-0'], ['odd']] },
    });
    const { members } = await client.cluster();
    expect(members.map(({ name, role, lagBytes, pendingRestart }) => [name, role, lagBytes, pendingRestart])).toEqual([
      ['hippo-1-0', 'leader', undefined, false], ['hippo-2-0', 'replica', 17, true], ['hippo-3-0', 'replica', undefined, false],
    ]);
    expect(await client.history()).toEqual([
      { timeline: 1, walPosition: 25165984, reason: 'no recovery target specified', endedAt: '2026-01-02T03:04:05+00:00', newLeader: 'hippo-1-0' },
    ]);
  });

  const commands: [string, (client: PatroniClient) => Promise<unknown>, Omit<Seen, 'authorization'>][] = [
    ['switchover', (client) => client.switchover('a-1-0'), { method: 'POST', path: '/switchover', body: '{"leader":"a-1-0"}' }],
    ['switchover to one', (client) => client.switchover('a-1-0', 'a-2-0'), { method: 'POST', path: '/switchover', body: '{"leader":"a-1-0","candidate":"a-2-0"}' }],
    ['failover', (client) => client.failover('a-2-0'), { method: 'POST', path: '/failover', body: '{"candidate":"a-2-0"}' }],
    ['restart', (client) => client.restart(), { method: 'POST', path: '/restart', body: '{}' }],
    [
      'restart with conditions', (client) => client.restart({ role: 'replica', onlyPending: true, timeoutSeconds: 60 }),
      { method: 'POST', path: '/restart', body: '{"role":"replica","restart_pending":true,"timeout":60}' },
    ],
    ['reload', (client) => client.reload(), { method: 'POST', path: '/reload', body: '{}' }],
    ['reinitialize', (client) => client.reinitialize({ force: true }), { method: 'POST', path: '/reinitialize', body: '{"force":true}' }],
    ['patchConfig', (client) => client.patchConfig({ pause: null }), { method: 'PATCH', path: '/config', body: '{"pause":null}' }],
  ];
  it.each(commands)('sends %s with the password', async (_name, send, request) => {
    const { client, seen } = await serve({ [request.path]: { body: request.path === '/config' ? { ttl: 20 } : 'done' } });
    await send(client);
    expect(seen).toEqual([{ ...request, authorization: BASIC }]);
  });

  const troubles: [string, Answer, object][] = [
    ['what Patroni refuses, in its words', { status: 412, body: 'leader name does not match' }, { trouble: 'REFUSED', status: 412, message: 'leader name does not match' }],
    ['a wrong password', { status: 401, body: 'not authenticated' }, { trouble: 'UNAUTHORIZED', status: 401 }],
    ['an empty refusal', { status: 503, body: '' }, { trouble: 'REFUSED', message: 'status 503' }],
  ];
  it.each(troubles)('tells %s', async (_name, answer, error) => {
    const { client } = await serve({ '/switchover': answer });
    await expect(client.switchover('a-1-0')).rejects.toMatchObject(error);
  });

  it('tells answers that make no sense or are too large', async () => {
    const { client } = await serve({ '/patroni': { body: 'hello' }, '/cluster': { body: 'x'.repeat(2 * 1024 * 1024) } });
    await expect(client.state()).rejects.toMatchObject({ trouble: 'BAD_ANSWER' });
    await expect(client.cluster()).rejects.toMatchObject({ trouble: 'BAD_ANSWER' });
  });

  it('tells when nobody is there, without the password', async () => {
    const { client } = await serve({});
    const server = servers.splice(0)[0];
    await new Promise((resolve) => server?.close(resolve));
    const error = await client.reload().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ trouble: 'UNREACHABLE' });
    expect(String(error)).not.toContain('secret');
  });
});
