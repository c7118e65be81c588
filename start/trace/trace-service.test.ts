import { afterEach, describe, expect, test } from '@jest/globals';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describeSpan, inSpan, traceParent } from '../../kube/trace/tracing.js';
import { silentLogger } from '../../kube/logger.js';
import { traceService } from './trace-service.js';
import { tracingOf } from './tracing-settings.js';

interface Sent {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
  readonly status?: { readonly code: number; readonly message: string };
}

interface Body { readonly resourceSpans: readonly { readonly resource: { readonly attributes: unknown }; readonly scopeSpans: readonly { readonly spans: readonly Sent[] }[] }[] }

const servers: Server[] = [];
afterEach(() => { for (const server of servers.splice(0)) server.close(); });

/** A collector that keeps what it is sent. */
async function collector(status = 200): Promise<{ url: string; spans: Sent[]; resources: unknown[]; headers: IncomingHttpHeaders[]; paths: (string | undefined)[] }> {
  const got = { spans: [] as Sent[], resources: [] as unknown[], headers: [] as IncomingHttpHeaders[], paths: [] as (string | undefined)[] };
  const server = createServer(async (request, answer) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { resourceSpans } = JSON.parse(Buffer.concat(parts).toString()) as Body;
    for (const { resource, scopeSpans } of resourceSpans) {
      got.resources.push(resource.attributes);
      got.spans.push(...scopeSpans.flatMap(({ spans }) => spans));
    }
    got.headers.push(request.headers);
    got.paths.push(request.url);
    answer.writeHead(status, { 'content-type': 'application/json' }).end('{}');
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ...got };
}

const start = (environment: Record<string, string>, logger = silentLogger): (() => Promise<void>) => {
  const settings = tracingOf(environment);
  if (settings === undefined) throw new Error('traces are off');
  return traceService(settings, { version: '1.2.3', logger });
};

describe('traces', () => {
  test('a part is in the trace of the whole, and goes on where its header is handed to', async () => {
    const { url, spans, resources, headers, paths } = await collector();
    const stop = start({ OTEL_EXPORTER_OTLP_ENDPOINT: `${url}/`, OTEL_EXPORTER_OTLP_HEADERS: 'api-key=a%20b', OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment=test' });
    const caller = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    let handedOn: string | undefined;
    await inSpan({ name: 'request', kind: 'server', root: true, parent: () => caller }, async () => {
      await inSpan({ name: 'part', attributes: { count: 2, isFast: true } }, async () => { handedOn = traceParent(); });
      describeSpan(() => ({ attributes: { found: 'yes' } }));
    });
    await inSpan({ name: 'later', parent: () => handedOn }, async () => {});
    await inSpan({ name: 'of nobody' }, async () => {});
    await stop();

    const [part, request, later] = ['part', 'request', 'later'].map((name) => spans.find((span) => span.name === name));
    expect(spans.map(({ name }) => name).sort()).toEqual(['later', 'part', 'request']);
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set(['a'.repeat(32)]));
    expect([request?.parentSpanId, part?.parentSpanId, later?.parentSpanId]).toEqual(['b'.repeat(16), request?.spanId, part?.spanId]);
    expect(part).toMatchObject({ kind: 1, attributes: [{ key: 'count', value: { intValue: '2' } }, { key: 'isFast', value: { boolValue: true } }] });
    expect(request).toMatchObject({ kind: 2, attributes: [{ key: 'found', value: { stringValue: 'yes' } }] });
    expect(Number(request?.endTimeUnixNano)).toBeGreaterThanOrEqual(Number(request?.startTimeUnixNano));
    expect(paths).toEqual(['/v1/traces']);
    expect(headers[0]).toMatchObject({ 'api-key': 'a b', 'content-type': 'application/json' });
    expect(resources[0]).toEqual(expect.arrayContaining([
      { key: 'service.name', value: { stringValue: 'pgo' } }, { key: 'service.version', value: { stringValue: '1.2.3' } },
      { key: 'deployment.environment', value: { stringValue: 'test' } },
    ]));
  });

  test('a failure is one in its span, and stays the failure that it is', async () => {
    const { url, spans } = await collector();
    const stop = start({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${url}/own` });
    await expect(inSpan({ name: 'fails', root: true }, () => Promise.reject(new Error('no such thing')))).rejects.toThrow('no such thing');
    await stop();
    expect(spans).toMatchObject([{ name: 'fails', status: { code: 2, message: 'no such thing' } }]);
  });

  test('what the caller does not want recorded is not, nor what follows from it', async () => {
    const { url, spans } = await collector();
    const stop = start({ OTEL_EXPORTER_OTLP_ENDPOINT: url });
    let handedOn: string | undefined = 'unset';
    await inSpan({ name: 'request', root: true, parent: () => `00-${'a'.repeat(32)}-${'b'.repeat(16)}-00` }, () => inSpan({ name: 'part', root: true }, async () => { handedOn = traceParent(); }));
    await stop();
    expect(spans).toEqual([]);
    expect(handedOn).toBeUndefined();
  });

  test.each([['a header that cannot be read', 'nonsense'], ['a header of zeros', `00-${'0'.repeat(32)}-${'b'.repeat(16)}-01`], ['no header', undefined]])('with %s a request begins a trace', async (_name, header) => {
    const { url, spans } = await collector();
    const stop = start({ OTEL_EXPORTER_OTLP_ENDPOINT: url });
    await inSpan({ name: 'request', root: true, parent: () => header }, async () => {});
    await stop();
    expect(spans).toMatchObject([{ name: 'request', traceId: expect.stringMatching(/^[0-9a-f]{32}$/) }]);
    expect(spans[0]?.parentSpanId).toBeUndefined();
  });

  test.each([['is not there', undefined], ['refuses', 503]])('a collector that %s costs spans and nothing else', async (_name, status) => {
    const url = status === undefined ? 'http://127.0.0.1:9' : (await collector(status)).url;
    const told: object[] = [];
    const stop = start({ OTEL_EXPORTER_OTLP_ENDPOINT: url }, { ...silentLogger, warn: (fields) => told.push(fields) });
    for (let number = 0; number < 5000; number += 1) await inSpan({ name: 'request', root: true }, async () => {});
    await stop();
    expect(told).toHaveLength(1);
  });

  test('without an exporter work is only done', async () => {
    let header: string | undefined = 'unset';
    await inSpan({ name: 'request', root: true, parent: () => { throw new Error('is not asked'); } }, async () => { header = traceParent(); });
    expect(header).toBeUndefined();
  });
});

describe('the settings of traces', () => {
  test.each<[string, Record<string, string>]>([
    ['nothing', {}], ['an empty address', { OTEL_EXPORTER_OTLP_ENDPOINT: ' ' }],
    ['the switch of OpenTelemetry', { OTEL_SDK_DISABLED: 'true', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://x:4318' }],
    ['no exporter', { OTEL_TRACES_EXPORTER: 'none', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://x:4318' }],
  ])('%s leaves them off', (_name, environment) => { expect(tracingOf(environment)).toBeUndefined(); });

  test.each<[string, Record<string, string>, RegExp]>([
    ['an address without a protocol', { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317' }, /http address/],
    ['gRPC', { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://x:4317', OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, /HTTP only/],
    ['headers without values', { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://x:4318', OTEL_EXPORTER_OTLP_HEADERS: 'key' }, /name=value/],
  ])('%s is refused in a sentence', (_name, environment, sentence) => { expect(() => tracingOf(environment)).toThrow(sentence); });
});
