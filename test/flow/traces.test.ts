import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { EventEmitter, once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import pino from 'pino';
import { TestApi } from '../../local/api/testing/test-api.js';
import { parseNodeId } from '../../server/node-id.js';
import { PACKAGED_CATALOGUE } from '../../start/service/image-catalogue-file.js';
import { startService, type Service } from '../../start/service/start-service.js';
import { testDirectory } from '../support/test-directory.js';

jest.setTimeout(60_000);

const WAIT_MS = 30_000;
/** Where the caller is in a trace of its own. */
const [traceId, spanId] = ['a1'.repeat(16), 'b2'.repeat(8)];

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly { readonly key: string; readonly value: { readonly stringValue?: string } }[];
}

/** What a collector is sent, in order. */
const spans: Span[] = [];
const arrivals = new EventEmitter();
const collector = createServer(async (request, answer) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const { resourceSpans } = JSON.parse(Buffer.concat(parts).toString()) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] };
  spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
  answer.end('{}');
  arrivals.emit('spans');
});
let api: TestApi;
let service: Service;
let dataDir: string;

beforeAll(async () => {
  await once(collector.listen(0, '127.0.0.1'), 'listening');
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  api = await TestApi.start();
  dataDir = testDirectory('traces');
  // The whole control plane, in this process, on an API server without a node: nothing has to run to be reconciled.
  service = await startService({
    kubeconfig: path.join(api.directory, 'kubeconfig'), host: '127.0.0.1', port: 0, tls: undefined, namespace: 'pgo', watchNamespaces: [], dataDir, version: '0.0.0',
    installed: undefined, imageCatalogue: PACKAGED_CATALOGUE, networkPolicies: false, forward: true, logger: pino({ level: 'silent' }), signal: new AbortController().signal,
  });
});
afterAll(async () => {
  delete process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];
  await service.stop();
  await api.stop();
  collector.close();
});

const attribute = (span: Span, key: string): string => span.attributes.find((one) => one.key === key)?.value.stringValue ?? '';

/** The spans from one up to the one that the caller sent, by name. */
function chainOf(span: Span): string[] {
  const parent = spans.find(({ spanId }) => spanId === span.parentSpanId);
  return [span.name, ...(parent === undefined ? [span.parentSpanId ?? 'none'] : chainOf(parent))];
}

/** Waits for the request to Kubernetes, as the collector is told of it, that writes to that path. */
async function requestTo(end: string): Promise<Span> {
  const signal = AbortSignal.timeout(WAIT_MS);
  for (;;) {
    const found = spans.find((span) => /POST|PATCH/.test(span.name) && attribute(span, 'url.path').includes(end));
    // What a span is a part of ends after it, and may be sent later.
    if (found !== undefined && chainOf(found).at(-1) === spanId) return found;
    await once(arrivals, 'spans', { signal }).catch((error: unknown) => {
      throw new Error(`no write to ${end} in the trace: ${JSON.stringify(spans.map(({ name, attributes }) => [name, attributes]))}`, { cause: error });
    });
  }
}

test('one trace goes from the caller through the mutation and the reconcile that follows to the requests to Kubernetes', async () => {
  const query = 'mutation { createCluster(input: { namespace: "pgo", name: "traced" }) { operation { id } } }';
  const token = readFileSync(path.join(dataDir, 'admin.token'), 'utf8').trim();
  const answer = await fetch(`${service.url}/graphql`, {
    method: 'POST', body: JSON.stringify({ query }),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, traceparent: `00-${traceId}-${spanId}-01` },
  });
  const { data } = await answer.json() as { data: { createCluster: { operation: { id: string } } } };
  const operation = data.createCluster.operation.id;

  // Written by the request itself.
  const stored = await requestTo('/postgresclusters');
  expect(chainOf(stored)).toEqual([expect.stringMatching(/^Kubernetes/), 'mutation CreateCluster', 'GraphQL', spanId]);
  // Written by the operator, on a visit of its own after the request was answered.
  const reconciled = await requestTo('/statefulsets');
  expect(chainOf(reconciled)).toEqual([expect.stringMatching(/^Kubernetes/), 'visit cluster', 'mutation CreateCluster', 'GraphQL', spanId]);

  const mutation = spans.find(({ name }) => name === 'mutation CreateCluster');
  expect(parseNodeId(operation)).toMatchObject({ namespace: 'pgo', name: mutation && attribute(mutation, 'pgo.operation') });
  // Nothing else that goes on in a control plane is recorded.
  expect(new Set(spans.map((span) => span.traceId))).toEqual(new Set([traceId]));
});
