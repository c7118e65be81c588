/** Asks an instance's Patroni and tells it what to do: HTTP with a password, bounded in time and in size. */
import { request } from 'node:http';
import { PATRONI_PORT, PATRONI_USER } from '../postgres/instance-layout.js';
import {
  parsePatroniCluster, parsePatroniHistory, parsePatroniState, type PatroniCluster, type PatroniState, type PatroniTimeline,
} from '../postgres/patroni-answers.js';
import { PatroniError } from './patroni-error.js';
import { reachPod } from './reach.js';

/** How the Patroni of an instance is reached. */
export interface PatroniAddress {
  /** Address of its pod. */
  readonly host: string;
  /** Password of its REST API, from the system Secret. */
  readonly password: string;
  readonly port?: number;
}

/** Which instances a restart is for; one that does not match is left alone and the call is refused. */
export interface RestartConditions {
  readonly role?: 'primary' | 'replica';
  /** Only when a changed parameter waits for it. */
  readonly onlyPending?: boolean;
  /** Longest time for PostgreSQL to come back, in seconds. */
  readonly timeoutSeconds?: number;
}

/** Longest time for an answer to a question, in milliseconds. */
const ASK_TIMEOUT_MS = 5_000;
/** Longest time for a switchover, in milliseconds: Patroni itself watches it for twenty tries of a second and more. */
const SWITCHOVER_TIMEOUT_MS = 60_000;
/** Longest time for a restart whose caller named none, in milliseconds. */
const RESTART_TIMEOUT_MS = 120_000;
/** Largest answer that is read, in bytes. */
const ANSWER_BYTES_MAX = 1024 * 1024;

interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly timeoutMs?: number;
}

/** One instance's Patroni. Every method rejects with a `PatroniError`. */
export class PatroniClient {
  constructor(private readonly address: PatroniAddress) {}

  /** The state of this instance. Answers also when PostgreSQL is down. */
  async state(): Promise<PatroniState> {
    return this.#read('/patroni', parsePatroniState);
  }

  /** All members as this one knows them. */
  async cluster(): Promise<PatroniCluster> {
    return this.#read('/cluster', parsePatroniCluster);
  }

  /** The timelines that ended, oldest first. */
  async history(): Promise<readonly PatroniTimeline[]> {
    return this.#read('/history', parsePatroniHistory);
  }

  /** The dynamic configuration. */
  async config(): Promise<Record<string, unknown>> {
    return this.#read('/config', (value) => (isRecord(value) ? value : undefined));
  }

  /** Changes parts of the dynamic configuration; null removes a key. Answers with the whole. */
  async patchConfig(patch: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
    const answer = parseJson(await this.#call({ method: 'PATCH', path: '/config', body: patch }));
    if (!isRecord(answer)) throw new PatroniError('BAD_ANSWER', 'Patroni answered a change of its configuration with something else');
    return answer;
  }

  /** Hands the lead from `leader` to `candidate`, or to the best. Waits for the end. Member names are pod names. */
  async switchover(leader: string, candidate?: string): Promise<void> {
    await this.#call({ method: 'POST', path: '/switchover', body: { leader, ...(candidate === undefined ? {} : { candidate }) }, timeoutMs: SWITCHOVER_TIMEOUT_MS });
  }

  /** Makes `candidate` the leader, also when there is none. Waits for the end. */
  async failover(candidate: string): Promise<void> {
    await this.#call({ method: 'POST', path: '/failover', body: { candidate }, timeoutMs: SWITCHOVER_TIMEOUT_MS });
  }

  /** Restarts PostgreSQL. Waits until it is back. */
  async restart({ role, onlyPending, timeoutSeconds }: RestartConditions = {}): Promise<void> {
    const body = {
      // Patroni 3 and 4 both know this name of the primary's role.
      ...(role === undefined ? {} : { role }), ...(onlyPending === true ? { restart_pending: true } : {}),
      ...(timeoutSeconds === undefined ? {} : { timeout: timeoutSeconds }),
    };
    const timeoutMs = timeoutSeconds === undefined ? RESTART_TIMEOUT_MS : timeoutSeconds * 1000 + ASK_TIMEOUT_MS;
    await this.#call({ method: 'POST', path: '/restart', body, timeoutMs });
  }

  /** Has Patroni and PostgreSQL read their configuration again; happens soon after the answer. */
  async reload(): Promise<void> {
    await this.#call({ method: 'POST', path: '/reload', body: {} });
  }

  /** Has a replica throw its data away and copy it anew; begins soon after the answer. */
  async reinitialize({ force = false }: { readonly force?: boolean } = {}): Promise<void> {
    await this.#call({ method: 'POST', path: '/reinitialize', body: { force } });
  }

  async #read<T>(path: string, parse: (value: unknown) => T | undefined): Promise<T> {
    // `/patroni` answers 503 with a body when PostgreSQL is down.
    const value = parse(parseJson(await this.#call({ method: 'GET', path }, [200, 503])));
    if (value === undefined) throw new PatroniError('BAD_ANSWER', `Patroni answered ${path} with something else`);
    return value;
  }

  async #call(call: Call, good: readonly number[] = [200, 202]): Promise<string> {
    const { status, text } = await exchange(this.address, call);
    if (good.includes(status)) return text;
    const said = text.trim().slice(0, MESSAGE_LENGTH_MAX) || `status ${status}`;
    if (status === 401 || status === 403) throw new PatroniError('UNAUTHORIZED', `Patroni does not let us: ${said}`, status);
    throw new PatroniError('REFUSED', said, status);
  }
}

/** Longest piece of an answer that is repeated in an error. */
const MESSAGE_LENGTH_MAX = 300;

const isRecord = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value);

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const exchange = async ({ host, port = PATRONI_PORT, password }: PatroniAddress, call: Call): Promise<{ status: number; text: string }> => {
  const at = await reachPod({ host, port });
  const { method, path, timeoutMs = ASK_TIMEOUT_MS } = call;
  const body = call.body === undefined ? undefined : Buffer.from(JSON.stringify(call.body));
  const authorization = `Basic ${Buffer.from(`${PATRONI_USER}:${password}`).toString('base64')}`;
  const headers = {
    // Questions are open to all; the password goes only where it is needed.
    ...(method === 'GET' ? {} : { authorization }),
    ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': body.length }),
  };
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const fail = (error: Error): void => reject(signal.aborted
      ? new PatroniError('TIMEOUT', `Patroni did not answer within ${timeoutMs / 1000} s`)
      : error instanceof PatroniError ? error : new PatroniError('UNREACHABLE', `Patroni cannot be reached: ${error.message}`));
    const sent = request({ ...at, method, path, headers, agent: false, signal }, (answer) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes > ANSWER_BYTES_MAX) answer.destroy(new PatroniError('BAD_ANSWER', `Patroni answered with more than ${ANSWER_BYTES_MAX} bytes`));
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }));
      answer.on('error', fail);
    });
    sent.on('error', fail);
    sent.end(body);
  });
};
