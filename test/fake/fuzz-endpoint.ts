import { connect } from 'node:net';
import WebSocket from 'ws';

/** What a run has seen. */
export interface FuzzReport {
  readonly inputs: number;
  /** Answers by HTTP status, close code or what else came of an input. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Answers that no input may get: a 5xx, or an error without a correlation id. */
  readonly faults: readonly string[];
}

/** Where and with what inputs are sent. */
export interface FuzzOptions {
  readonly url: string;
  readonly token: string;
  readonly inputs: number;
  readonly seed: number;
}

type Random = () => number;

const FAULTS_MAX = 20;
const SOCKET_EVERY = 10;
const RAW_EVERY = 20;
const ANSWER_TIMEOUT_MS = 10_000;

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
const randomFrom = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

const TEXTS = ['', 'team', '\u0000', '\uFFFE\uD800', '💥'.repeat(50), '../../etc/passwd', "'; DROP TABLE x; --", '{{7*7}}', 'a'.repeat(5_000), '__proto__', 'constructor', '\r\nX: y', '-1', '1e999', 'null'];
const NUMBERS = ['-1', '0', '101', '2147483648', '9007199254740993', '1e400', '-0', '0x10', 'NaN'];

const nest = (depth: number): string => `${'{ node(id: "x") { ... on Cluster { operations { nodes '.repeat(depth)}{ id }${' } } }'.repeat(depth)}`;

/** A text for a URL; half of a pair of characters cannot stand in one. */
const encode = (text: string): string => encodeURIComponent(text.replace(/[\uD800-\uDFFF]/g, '\uFFFD'));

/** A document, right or wrong. */
const documentOf = (random: Random): string => pick<() => string>(random, [
  () => `{ clusters(namespace: ${JSON.stringify(pick(random, TEXTS))}, first: ${pick(random, NUMBERS)}) { totalCount } }`,
  () => `{ cluster(namespace: ${JSON.stringify(pick(random, TEXTS))}, name: ${JSON.stringify(pick(random, TEXTS))}) { name state } }`,
  () => `{ node(id: ${JSON.stringify(pick(random, TEXTS))}) { id __typename } }`,
  () => `mutation { createCluster(input: { namespace: ${JSON.stringify(pick(random, TEXTS))}, name: ${JSON.stringify(pick(random, TEXTS))}, replicas: ${pick(random, NUMBERS)}, dryRun: true }) { plan { summary } } }`,
  () => `mutation { createAccount(input: { name: ${JSON.stringify(pick(random, TEXTS))}, bindings: [], dryRun: true }) { plan { summary } } }`,
  () => `{ ${Array.from({ length: Math.floor(random() * 60) + 1 }, (_, index) => `a${index}: viewer { name }`).join(' ')} }`,
  () => nest(Math.floor(random() * 40) + 1),
  () => `{ ${'['.repeat(Math.floor(random() * 2_000))} }`,
  () => `query Q($a: String = ${pick(random, NUMBERS)}) { clusters(namespace: $a) { totalCount } }`,
  () => `{ viewer { ...F } } fragment F on Viewer { ...F }`,
  () => `{ viewer ${'@include(if: true) '.repeat(Math.floor(random() * 80))} { name } }`,
  () => `subscription { clustersChanged { type } }`,
  () => pick(random, TEXTS),
])();

/** A text with some of its characters changed, left out or doubled. */
const mutate = (text: string, random: Random): string => {
  const characters = [...text];
  for (let count = Math.floor(random() * 6); count > 0 && characters.length > 0; count -= 1) {
    characters.splice(Math.floor(random() * characters.length), Math.floor(random() * 3), String.fromCharCode(Math.floor(random() * 256)));
  }
  return characters.join('');
};

const bodyOf = (random: Random): string => {
  const whole = JSON.stringify({
    query: documentOf(random),
    ...(random() < 0.3 ? { variables: pick<unknown>(random, [null, [], 'x', 1, { a: { b: [] } }, { __proto__: 1 }]) } : {}),
    ...(random() < 0.2 ? { operationName: pick<unknown>(random, [null, 1, 'Nobody', {}]) } : {}),
    ...(random() < 0.1 ? { extensions: pick<unknown>(random, [null, 'x', { persistedQuery: { version: 1, sha256Hash: 'x' } }]) } : {}),
  });
  return random() < 0.5 ? whole : mutate(whole, random);
};

/** Sends bytes that may be no HTTP at all; the server may close the connection, and has to go on. */
const sendRaw = (url: URL, random: Random): Promise<string> => new Promise((resolve) => {
  const socket = connect(Number(url.port), url.hostname);
  let answer = '';
  const finish = (): void => {
    socket.destroy();
    resolve(answer === '' ? 'closed' : answer.slice(9, 12));
  };
  socket.setTimeout(ANSWER_TIMEOUT_MS, finish);
  socket.on('data', (data) => {
    answer += data.toString('latin1');
    finish();
  });
  socket.on('error', finish);
  socket.on('close', finish);
  socket.end(mutate(`POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${pick(random, NUMBERS)}\r\n\r\n{"query":"{viewer{name}}"}`, random), 'latin1');
});

/** Sends frames that may be no protocol at all over a WebSocket; resolves to how it closed. */
const sendFrames = (url: URL, token: string, random: Random): Promise<string> => new Promise((resolve) => {
  const socket = new WebSocket(`ws://${url.host}/graphql`, random() < 0.9 ? 'graphql-transport-ws' : 'other');
  const timer = setTimeout(() => socket.terminate(), ANSWER_TIMEOUT_MS);
  const finish = (what: string): void => {
    clearTimeout(timer);
    resolve(what);
  };
  socket.on('error', () => finish('refused'));
  socket.on('close', (code) => finish(`closed ${code}`));
  socket.on('open', () => {
    if (random() < 0.8) socket.send(JSON.stringify({ type: 'connection_init', payload: random() < 0.8 ? { authorization: `Bearer ${token}` } : pick<unknown>(random, [null, [], 'x']) }));
    for (let count = Math.floor(random() * 4); count >= 0; count -= 1) {
      const frame = JSON.stringify({ id: pick<unknown>(random, ['1', 1, '', null]), type: pick(random, ['subscribe', 'complete', 'ping', 'nothing', 'connection_init']), payload: { query: documentOf(random) } });
      socket.send(random() < 0.5 ? frame : Buffer.from(mutate(frame, random), 'latin1'));
    }
    socket.close();
  });
});

const sendHttp = async ({ url, token }: FuzzOptions, random: Random): Promise<{ outcome: string; fault?: string }> => {
  const body = bodyOf(random);
  const path = pick(random, ['/graphql', '/graphql', '/graphql', `/api/clusters?first=${encode(pick(random, TEXTS))}`, '/api/create-account', `/api/cluster/${encode(pick(random, TEXTS))}/x?fields=${encode(mutate('name,tls{enabled}', random))}`]);
  const isGet = path.startsWith('/api/cluster');
  const headers = { 'content-type': pick(random, ['application/json', 'application/json', 'application/json', 'text/plain', 'application/json; charset=x', 'multipart/form-data']), authorization: random() < 0.95 ? `Bearer ${token}` : 'Bearer x' };
  const response = await fetch(`${url}${path}`, { method: isGet ? 'GET' : 'POST', headers, ...(isGet ? {} : { body }), signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
  const text = await response.text();
  const isFault = response.status >= 500 || /"code":"INTERNAL"/.test(text) || (response.status >= 400 && !text.includes('correlationId'));
  return { outcome: String(response.status), ...(isFault ? { fault: `${response.status} for ${path.slice(0, 100)} ${body.slice(0, 300)}: ${text.slice(0, 300)}` } : {}) };
};

/** Sends inputs that are wrong in many ways, and gathers what came of them. */
export const fuzzEndpoint = async (options: FuzzOptions): Promise<FuzzReport> => {
  const random = randomFrom(options.seed);
  const url = new URL(options.url);
  const outcomes: Record<string, number> = {};
  const faults: string[] = [];
  for (let input = 0; input < options.inputs; input += 1) {
    let outcome: string;
    if (input % RAW_EVERY === 0) outcome = `raw ${await sendRaw(url, random)}`;
    else if (input % SOCKET_EVERY === 5) outcome = `socket ${await sendFrames(url, options.token, random)}`;
    else {
      const sent = await sendHttp(options, random);
      ({ outcome } = sent);
      if (sent.fault !== undefined && faults.length < FAULTS_MAX) faults.push(sent.fault);
    }
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
  return { inputs: options.inputs, outcomes, faults };
};
