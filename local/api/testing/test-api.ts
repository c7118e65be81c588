import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { startApi, type ApiSettings, type RunningApi } from '../start-api.js';

/** An answer of the API. */
export interface Answer {
  readonly code: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  /** The parsed body; undefined when it is no JSON. */
  readonly body: Record<string, unknown>;
}

/** A real API server in a directory of its own on a free port, with a client. */
export class TestApi {
  private constructor(
    readonly directory: string,
    public api: RunningApi,
  ) {}

  static async start(settings: Partial<ApiSettings> = {}): Promise<TestApi> {
    const directory = mkdtempSync(path.join(tmpdir(), 'local-api-'));
    return new TestApi(directory, await run(directory, settings));
  }

  /** Stops the server and starts it again from the same directory. */
  async restart(): Promise<void> {
    await this.api.stop();
    this.api = await run(this.directory);
  }

  async stop(): Promise<void> {
    await this.api.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** The options of a request as the administrator, or with another token. */
  options(method: string, target: string, headers: Record<string, string> = {}): RequestOptions {
    const { host, port, caCertificate, adminToken } = this.api;
    return { method, host, port, path: target, ca: caCertificate, headers: { Authorization: `Bearer ${adminToken}`, ...headers } };
  }

  /** Makes a request and reads the whole answer. */
  async request(method: string, target: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const type: Record<string, string> = body === undefined ? {} : { 'Content-Type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json' };
    const response = await this.open(method, target, { body: body === undefined || typeof body === 'string' ? (body as string | undefined) : JSON.stringify(body), headers: { ...type, ...headers } });
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    return { code: response.statusCode ?? 0, headers: response.headers, text, body: parsed(text) };
  }

  /** Makes a request and answers as soon as the head of the answer is there. */
  open(method: string, target: string, { body, headers = {} }: { body?: string | undefined; headers?: Record<string, string> } = {}): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const sent = httpsRequest(this.options(method, target, headers), resolve);
      sent.once('error', reject);
      sent.end(body);
    });
  }
}

/** The JSON lines of a watch as they come. */
export async function* watchEvents(response: IncomingMessage): AsyncGenerator<{ type: string; object: Record<string, unknown> & { metadata: { name: string; resourceVersion: string } } }> {
  let rest = '';
  for await (const chunk of response) {
    rest += String(chunk);
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as never;
  }
}

function run(directory: string, settings: Partial<ApiSettings> = {}): Promise<RunningApi> {
  return startApi({
    dataDir: directory,
    addressBlock: 99,
    host: '127.0.0.1',
    port: 0,
    kubeconfig: path.join(directory, 'kubeconfig'),
    logger: pino({ level: 'silent' }),
    onBroken: (error) => {
      throw error;
    },
    ...settings,
  });
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
