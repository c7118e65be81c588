import { createClient, type PgoClient } from '../../schema/sdk/client.js';

/** The state of a cluster as the SDK gives it. */
export type ClusterState = NonNullable<Awaited<ReturnType<PgoClient['cluster']>>['cluster']>;
/** The state of an operation as the SDK gives it. */
export type OperationState = NonNullable<Awaited<ReturnType<PgoClient['operation']>>['operation']>;

/** A client of a service, with its administrator's token. */
export function clientOf(service: { readonly url: string; readonly token: string }): PgoClient {
  return createClient({ url: service.url, token: service.token });
}

/** Follows an operation to its end; rejects when it takes longer. */
export async function operationEnd(client: PgoClient, id: string, timeoutMs = 90_000): Promise<OperationState> {
  let latest: OperationState | undefined;
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    // A stream that ends early is opened again, as a client that means it would do; it is told, for it should not happen.
    while (!signal.aborted) {
      for await (const { operationChanged } of client.operationChanged({ id }, { signal })) {
        latest = operationChanged;
        if (operationChanged.finishedAt) return operationChanged;
      }
      if (!signal.aborted) process.stderr.write(`the subscription to operation ${id} completed before it had ended: ${latest?.kind} ${latest?.state}\n`);
    }
  } catch (error) {
    throw new Error(`operation ${id} has not ended after ${timeoutMs} ms: ${JSON.stringify(latest)}`, { cause: error });
  }
  throw new Error(`operation ${id} has not ended after ${timeoutMs} ms: ${JSON.stringify(latest)}`);
}

/** Follows a cluster until the condition holds; rejects when that takes longer, with the states that went by. */
export async function clusterBecomes(
  client: PgoClient, cluster: { namespace: string; name: string }, condition: (cluster: ClusterState) => boolean, timeoutMs = 90_000,
): Promise<{ cluster: ClusterState; states: string[] }> {
  const states: string[] = [];
  try {
    for await (const { clusterChanged } of client.clusterChanged(cluster, { signal: AbortSignal.timeout(timeoutMs) })) {
      if (states.at(-1) !== clusterChanged.state) states.push(clusterChanged.state);
      if (condition(clusterChanged)) return { cluster: clusterChanged, states };
    }
  } catch (error) {
    const { cluster: last } = await client.cluster(cluster);
    throw new Error(`${cluster.namespace}/${cluster.name} did not get there in ${timeoutMs} ms: ${states.join(' ')}; now ${JSON.stringify(last)}`, { cause: error });
  }
  throw new Error(`the subscription to ${cluster.namespace}/${cluster.name} completed: ${states.join(' ')}`);
}

/** Whether a cluster is READY with this many instances, all of them ready. */
export const isReadyWith = (instances: number) => (cluster: ClusterState): boolean =>
  cluster.state === 'READY' && cluster.instances.length === instances && cluster.instances.every((instance) => instance.ready);

/** Creates a cluster and waits until it is READY. */
export async function createReadyCluster(
  client: PgoClient, input: Parameters<PgoClient['createCluster']>[0]['input'], timeoutMs = 120_000,
): Promise<ClusterState> {
  const { createCluster } = await client.createCluster({ input });
  const operation = await operationEnd(client, createCluster.operation?.id ?? '', timeoutMs);
  if (operation.state !== 'SUCCEEDED') throw new Error(`the creation of ${input.name} ended ${operation.state}: ${JSON.stringify(operation.error)}`);
  return (await clusterBecomes(client, input, isReadyWith(1 + (input.replicas ?? 0)))).cluster;
}
