import { expect, jest, test } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { POSTGRES_OPERATION } from '../../kube/kinds.js';
import { kubernetesOf, objectsOf } from '../support/kubernetes.js';
import { psqlEnvironment, replicasStream } from '../support/psql.js';
import { startTestService, type TestService } from '../support/test-service.js';
import { clientOf, clusterBecomes, isReadyWith } from '../support/test-client.js';

jest.setTimeout(900_000);

const KILLS = 20;
/** Longest life of a control plane before it is killed: about as long as an undisturbed creation takes. */
const LIFE_MS_MAX = 3_000;
const seed = Number(process.env['PGO_TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/** Random numbers from 0 to 1 that a seed determines (mulberry32). */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test(`twenty kill -9 of the control plane while clusters are created end in READY, each once (seed ${seed})`, async () => {
  const random = randomFrom(seed);
  const clusters: Cluster[] = [];
  let service: TestService = await startTestService();
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const client = clientOf(service);
    // A kill always meets a creation: when the last cluster is there, the next one is begun.
    const last = clusters.at(-1);
    if (!last || (await client.cluster(last)).cluster?.state === 'READY') clusters.push({ namespace: 'pgo', name: `survivor-${kill}` });
    const request = client.createCluster({ input: inputOf(clusters.at(-1)) }).catch(() => undefined);
    // The moment of the kill is the point: it falls into the request, the creation or the start, as chance will have it.
    await delay(random() * LIFE_MS_MAX);
    await service.kill();
    await request;
    await client.close();
    service = await startTestService({ dataDir: service.dataDir, port: service.port });
  }
  const client = clientOf(service);
  const kubernetes = await kubernetesOf(service);
  try {
    for (const cluster of clusters) {
      await client.createCluster({ input: inputOf(cluster) });
      await clusterBecomes(client, cluster, isReadyWith(2), 180_000);
      await replicasStream(await psqlEnvironment(client, cluster), 1);
      const objects = await objectsOf(kubernetes, cluster);
      expect(objects.filter((object) => object.startsWith('Pod/'))).toEqual(['1', '2', 'repository'].map((part) => `Pod/${cluster.name}-${part}-0`));
      expect(objects.filter((object) => object.startsWith('PersistentVolumeClaim/'))).toHaveLength(3);
      const operations = await kubernetes.list(POSTGRES_OPERATION, { namespace: cluster.namespace });
      expect(operations.filter((operation) => operation.spec.cluster === cluster.name)).toHaveLength(1);
    }
  } finally {
    await client.close();
    await kubernetes.close();
    await service.stop();
  }
});

interface Cluster {
  readonly namespace: string;
  readonly name: string;
}

/** The same key each time: a request whose answer was lost is made again, and is the same request. */
function inputOf(cluster: Cluster | undefined): Cluster & { replicas: number; idempotencyKey: string } {
  if (!cluster) throw new Error('there is no cluster');
  return { ...cluster, replicas: 1, idempotencyKey: cluster.name };
}
