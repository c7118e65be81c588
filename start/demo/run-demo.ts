import { readFileSync } from 'node:fs';
import path from 'node:path';
import { primaryServiceName } from '../../schema/naming/names.js';
import { createClient } from '../../schema/sdk/client.js';
import type { CliContext } from '../access/cli-context.js';
import type { StartOptions } from '../options.js';
import { readDemoRecord, writeDemoRecord } from './demo-record.js';
import { followOperation } from './follow-operation.js';
import { nextSteps } from './next-steps.js';
import { psqlLine, writeConnectionFiles } from './psql-line.js';

/** Where the demo is shown. */
export interface DemoSettings {
  readonly context: CliContext;
  readonly options: StartOptions;
  /** Ends the show; the work itself goes on at the next start. */
  readonly signal: AbortSignal;
  readonly output: NodeJS.WriteStream;
}

type Client = ReturnType<typeof createClient>;

const DEMO = { name: 'hippo', replicas: 1, database: 'hippo', user: 'hippo' } as const;
/** Makes a repeated request the same request, when the first was cut off before its answer. */
const IDEMPOTENCY_KEY = 'demo-hippo';

/**
 * On the first run creates the demo cluster through the public API, like any other client, and shows how it is made.
 * Then prints what a person needs next. A demo that was deleted does not come back.
 */
export async function runDemo(settings: DemoSettings): Promise<void> {
  const { context, options, signal, output } = settings;
  const client = createClient({
    url: `${context.url}/graphql`, token: readFileSync(context.tokenFile, 'utf8').trim(),
    ...(context.url.startsWith('https:') && context.caFile !== undefined ? { ca: readFileSync(context.caFile, 'utf8') } : {}),
  });
  try {
    if (options.demo) await createDemo(client, settings);
    if (signal.aborted) return;
    output.write(nextSteps({ context, cluster: (await exists(client, context)) ? DEMO.name : undefined, psql: await demoPsqlLine(client, settings), kubeconfig: kubeconfigOf(options) }));
  } finally {
    await client.close();
  }
}

async function createDemo(client: Client, { context, options, signal, output }: DemoSettings): Promise<void> {
  const record = readDemoRecord(options.dataDir) ?? (await request(client, context.namespace, options.dataDir));
  if (record.operationId === undefined) return;
  const { operation } = await client.operation({ id: record.operationId });
  if (!operation || operation.finishedAt) return;
  output.write(`Creating the cluster ${DEMO.name} with ${DEMO.replicas} replica:\n`);
  const outcome = await followOperation(client, operation, { signal, output });
  if (outcome?.error) output.write(`It failed: ${outcome.error.message} ${outcome.error.suggestion}\n`);
}

async function request(client: Client, namespace: string, dataDir: string): Promise<{ operationId?: string }> {
  if (await exists(client, { namespace })) return noted(dataDir, {});
  const { createCluster } = await client.createCluster({ input: { namespace, ...DEMO, idempotencyKey: IDEMPOTENCY_KEY } });
  return noted(dataDir, createCluster.operation ? { operationId: createCluster.operation.id } : {});
}

function noted(dataDir: string, record: { operationId?: string }): { operationId?: string } {
  writeDemoRecord(dataDir, record);
  return record;
}

async function exists(client: Client, { namespace }: { namespace: string }): Promise<boolean> {
  const { cluster } = await client.cluster({ namespace, name: DEMO.name });
  return cluster !== null && cluster !== undefined;
}

async function demoPsqlLine(client: Client, { context, options }: DemoSettings): Promise<string | undefined> {
  const { cluster } = await client.clusterConnection({ namespace: context.namespace, name: DEMO.name });
  if (!cluster?.connection) return undefined;
  const files = writeConnectionFiles(path.join(options.dataDir, 'connections'), `${context.namespace}-${DEMO.name}`, cluster.connection);
  return psqlLine(cluster.connection, files, { kubeconfig: kubeconfigOf(options), namespace: context.namespace, name: primaryServiceName(DEMO.name) });
}

const kubeconfigOf = ({ kubeconfig, dataDir }: StartOptions): string => kubeconfig ?? path.join(dataDir, 'kubeconfig');
