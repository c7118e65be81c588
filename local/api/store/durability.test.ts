import { afterAll, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Kills; more of them on request: PGO_DURABILITY_KILLS=20. */
const KILLS = Number(process.env['PGO_DURABILITY_KILLS'] ?? 4);
const WRITERS = 8;
const LONGEST_LIFE_MS = 700;
const program = fileURLToPath(new URL('../testing/api-process.ts', import.meta.url));
const directory = mkdtempSync(path.join(tmpdir(), 'durability-'));
const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

interface Server {
  readonly child: ChildProcess;
  readonly call: (method: string, target: string, body?: object) => Promise<{ code: number; body: Record<string, unknown> }>;
}

async function start(): Promise<Server> {
  const child = spawn(process.execPath, ['--import', '@swc-node/register/esm-register', program, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(child);
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`the server ended with ${String(code)}`)));
  });
  const { port, token, ca } = JSON.parse(line) as { port: number; token: string; ca: string };
  const agent = new Agent({ keepAlive: true, maxSockets: WRITERS, ca });
  const call: Server['call'] = (method, target, body) => new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, agent, method, path: target, headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => (response.complete ? resolve({ code: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown> }) : reject(new Error('cut'))));
    });
    sent.on('error', reject);
    sent.end(body && JSON.stringify(body));
  });
  return { child, call };
}

/** What was acknowledged of one object: its last value, or that it is gone. A write without an answer may have happened or not. */
interface Known {
  acknowledged: string | undefined;
  pending: string | undefined | 'none';
}

/** Creates, changes and deletes objects of its own as fast as it can, until the server is gone. */
async function write({ call }: Server, writer: string, known: Map<string, Known>): Promise<void> {
  const maps = '/api/v1/namespaces/default/configmaps';
  const object = (name: string, value: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { value } });
  try {
    for (let index = 0; ; index += 1) {
      const name = `${writer}-${index}`;
      const state: Known = { acknowledged: undefined, pending: '0' };
      known.set(name, state);
      const settle = async (method: string, target: string, value: string | undefined): Promise<void> => {
        state.pending = value;
        const { code } = await call(method, target, value === undefined ? undefined : object(name, value));
        expect([200, 201]).toContain(code);
        state.acknowledged = value;
        state.pending = 'none';
      };
      await settle('POST', maps, '0');
      await settle('PUT', `${maps}/${name}`, '1');
      if (index % 3 === 0) await settle('DELETE', `${maps}/${name}`, undefined);
    }
  } catch (error) {
    if ((error as { matcherResult?: unknown }).matcherResult !== undefined) throw error;
  }
}

test('whatever was acknowledged is there after kill -9, and versions never go back', async () => {
  const seed = Date.now() % 100_000;
  console.info(`seed ${seed}`);
  const known = new Map<string, Known>();
  let newest = 0;
  let [acknowledgedInAll, foundInAll] = [0, 0];
  for (let round = 0; round <= KILLS; round += 1) {
    const server = await start();
    const { body: listed } = await server.call('GET', '/api/v1/namespaces/default/configmaps');
    const items = listed.items as { metadata: { name: string; resourceVersion: string }; data: { value: string } }[];
    const found = new Map(items.map((item) => [item.metadata.name, item.data.value]));
    for (const [name, { acknowledged, pending }] of known) {
      if (pending === 'none') acknowledgedInAll += 1;
      if (pending === 'none' && found.get(name) === acknowledged) foundInAll += 1;
      const possible = pending === 'none' ? [acknowledged] : [acknowledged, pending];
      expect({ name, possible, found: possible.includes(found.get(name)) ? 'as possible' : found.get(name) }).toEqual({ name, possible, found: 'as possible' });
      known.set(name, { acknowledged: found.get(name), pending: 'none' });
    }
    const version = Number((listed.metadata as { resourceVersion: string }).resourceVersion);
    expect(version).toBeGreaterThan(newest);
    newest = Math.max(version, ...items.map(({ metadata }) => Number(metadata.resourceVersion)));
    // The last start only looks at what the last kill has left.
    if (round === KILLS) break;
    const writers = Array.from({ length: WRITERS }, (_, index) => write(server, `r${round}-w${index}`, known));
    const life = 100 + ((seed * (round + 7)) % LONGEST_LIFE_MS);
    const killed = setTimeout(() => server.child.kill('SIGKILL'), life);
    await Promise.all(writers);
    clearTimeout(killed);
    server.child.kill('SIGKILL');
  }
  console.info(`${known.size} objects written at full speed through ${KILLS} kills; looked for after restarts: ${acknowledgedInAll} acknowledged states, ${foundInAll} found`);
  expect(foundInAll).toBe(acknowledgedInAll);
  expect(known.size).toBeGreaterThan(KILLS * WRITERS);
}, 60_000 + KILLS * 15_000);
