import { readFileSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import path from 'node:path';
import { parse } from 'yaml';
import { testDirectory } from '../support/test-directory.js';
import { startBenchKubernetes, startBenchProgram, type BenchKubernetes } from './bench-kubernetes.js';
import { median, ms, quantile, repeated, timed, type Benchmark, type BenchTable } from './benchmark.js';

const SIZES = [1_000, 10_000];
const WATCHES = 200;
const CHANGES = 50;
const SAMPLES = 200;
const LISTS = 10;
const WRITERS = 50;
const NAMESPACE = 'default';
const COLLECTION = `/api/v1/namespaces/${NAMESPACE}/configmaps`;
/** About a kibibyte of data, as the objects of a cluster have. */
const DATA = { text: 'x'.repeat(1000) };

type Send = (method: string, target: string, body?: unknown, type?: string) => Promise<Buffer>;

/** The local Kubernetes with a full store: memory, latency, the fan-out of watches, start-up. */
export const kubernetesApi: Benchmark = {
  name: 'kubernetes',
  async run() {
    const directory = testDirectory('kubernetes-api');
    let kubernetes = await startBenchKubernetes(directory);
    const rows: (string | number)[][] = [];
    const starts: string[][] = [];
    let stored = 0;
    try {
      for (const size of SIZES) {
        const send = sender(kubernetes.url, tokenOf(kubernetes));
        await fill(send, stored, size);
        stored = size;
        rows.push(...(await latencies(kubernetes, send, size)), ...(await fanOut(kubernetes, send, size)), [size, 'memory of the process', '', '', '', `${Math.round(residentMebibytes(kubernetes.pid))} MiB`]);
        await kubernetes.stop();
        const tookMs = await timed(async () => { kubernetes = await startBenchKubernetes(directory); });
        starts.push([String(size), ms(tookMs)]);
      }
    } finally {
      await kubernetes.stop();
    }
    const latency: BenchTable = { title: `The API of the local Kubernetes, https, one connection, ${WATCHES} watches`, columns: ['objects', 'what', 'p50', 'p99', 'p50 / floor', 'size'], rows };
    return [latency, { title: 'Start-up of the local Kubernetes with a full store', columns: ['objects', 'start to serving'], rows: starts }];
  },
};

async function latencies(kubernetes: BenchKubernetes, send: Send, size: number): Promise<(string | number)[][]> {
  const one = `${COLLECTION}/${nameOf(size >> 1)}`;
  const floor = await bareFloor(kubernetes, await send('GET', one));
  const measure = async (what: string, times: number, work: (index: number) => Promise<Buffer>): Promise<(string | number)[]> => {
    let run = 0;
    let bytes = 0;
    const samples = await repeated(times, () => timed(async () => { bytes = (await work(run++)).length; }));
    return [size, what, ms(median(samples)), ms(quantile(samples, 0.99)), (median(samples) / floor).toFixed(1), `${(bytes / 1024).toFixed(0)} KiB`];
  };
  return [
    [size, 'floor: bare https, the same object', ms(floor), '', '1.0', ''],
    await measure('get', SAMPLES, () => send('GET', one)),
    await measure('list of 500', LISTS, () => send('GET', `${COLLECTION}?limit=500`)),
    await measure('list of all', LISTS, () => send('GET', COLLECTION)),
    await measure('update (durable)', SAMPLES, (run) => send('PATCH', one, { data: { run: String(run) } }, 'application/merge-patch+json')),
    await measure('server-side apply (durable)', SAMPLES, (run) => send('PATCH', `${COLLECTION}/applied?fieldManager=bench&force=true`, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'applied' }, data: { ...DATA, run: String(run) } }, 'application/apply-patch+yaml')),
  ];
}

/** From the request of a change to its event at the last of all watches. */
async function fanOut(kubernetes: BenchKubernetes, send: Send, size: number): Promise<(string | number)[][]> {
  const { resourceVersion } = (JSON.parse((await send('GET', `${COLLECTION}?limit=1`)).toString()) as { metadata: { resourceVersion: string } }).metadata;
  const counter = new WatchCounter();
  const agent = agentOf();
  const watches = await Promise.all(Array.from({ length: WATCHES }, () => counter.open(`${kubernetes.url}${COLLECTION}?watch=true&resourceVersion=${resourceVersion}`, tokenOf(kubernetes), agent)));
  let run = 0;
  const samples = await repeated(CHANGES, () => timed(async () => {
    const all = counter.next(WATCHES);
    await send('PATCH', `${COLLECTION}/${nameOf(0)}`, { data: { watched: String(run++) } }, 'application/merge-patch+json');
    await all;
  }));
  watches.forEach((close) => close());
  agent.destroy();
  return [[size, `change to the last of ${WATCHES} watches`, ms(median(samples)), ms(quantile(samples, 0.99)), '', '']];
}

/** Counts the lines that come in over any number of watches. */
class WatchCounter {
  private lines = 0;
  private wanted = 0;
  private resolve: () => void = () => undefined;

  /** Resolves when so many more events have come. */
  next(events: number): Promise<void> {
    this.lines = 0;
    this.wanted = events;
    return new Promise((resolve) => { this.resolve = resolve; });
  }

  async open(url: string, token: string, agent: https.Agent): Promise<() => void> {
    const request = https.get(url, { agent, headers: { authorization: `Bearer ${token}` } });
    const [response] = (await once(request, 'response')) as [NodeJS.ReadableStream];
    response.on('data', (chunk: Buffer) => {
      for (const byte of chunk) if (byte === 10) this.lines += 1;
      if (this.lines >= this.wanted) this.resolve();
    });
    response.on('error', () => undefined);
    return () => request.destroy();
  }
}

async function bareFloor(kubernetes: BenchKubernetes, answer: Buffer): Promise<number> {
  const file = path.join(testDirectory('answer'), 'answer.json');
  writeFileSync(file, answer);
  const bare = await startBenchProgram('bare-https.ts', 'port', [path.join(kubernetes.dataDir, 'api', 'identity', 'serving.pem'), file]);
  try {
    const send = sender(`https://127.0.0.1:${bare.words[0]}`, tokenOf(kubernetes));
    await repeated(SAMPLES, () => timed(() => send('GET', '/')));
    return median(await repeated(SAMPLES, () => timed(() => send('GET', '/'))));
  } finally {
    await bare.stop();
  }
}

async function fill(send: Send, from: number, to: number): Promise<void> {
  let next = from;
  const write = async (): Promise<void> => {
    while (next < to) await send('POST', COLLECTION, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: nameOf(next++), labels: { bench: 'yes' } }, data: DATA });
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
}

/** One client with connections that are kept. Rejects on any answer that is no success. */
function sender(url: string, token: string): Send {
  const agent = agentOf();
  return async (method, target, body, type = 'application/json') => {
    const request = https.request(`${url}${target}`, { method, agent, headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': type }) } });
    request.end(body === undefined ? undefined : JSON.stringify(body));
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    const answer = Buffer.concat(chunks);
    if ((response.statusCode ?? 0) >= 300) throw new Error(`${method} ${target}: ${response.statusCode} ${answer.toString()}`);
    return answer;
  };
}

/** The servers are ours, on loopback: what they prove is not measured here. */
const agentOf = (): https.Agent => new https.Agent({ keepAlive: true, rejectUnauthorized: false });

const nameOf = (index: number): string => `object-${index}`;

function tokenOf({ kubeconfig }: BenchKubernetes): string {
  const { users } = parse(readFileSync(kubeconfig, 'utf8')) as { users: { user: { token: string } }[] };
  return users[0]?.user.token ?? '';
}

function residentMebibytes(pid: number): number {
  const kibibytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kibibytes) / 1024;
}
