import type { KubeConnection } from '../../kube/client/kube-connection.js';
import type { PgoClient } from '../../schema/sdk/client.js';
import { ensureNamespace, kubernetesOf } from '../support/kubernetes.js';
import { clientOf, clusterBecomes, isReadyWith, operationEnd } from '../support/test-client.js';
import { startTestService } from '../support/test-service.js';
import { median, ms, repeated, timed, type Benchmark } from './benchmark.js';
import { manifestOf, moved, patroniAlone } from './patroni-floor.js';
import { initdbAndStart } from './postgres-floor.js';

const RUNS = 5;
/** Distinctive: `patroniAlone` puts another in its place wherever the objects name it. */
const NAMESPACE = 'bench-of-creations';

/** From the request to a cluster that can be used, beside what PostgreSQL and Patroni need for themselves. */
export const ready: Benchmark = {
  name: 'ready',
  async run() {
    const floor = median(await repeated(RUNS, initdbAndStart));
    const service = await startTestService();
    const client = clientOf(service);
    const kubernetes = await kubernetesOf(service);
    try {
      await ensureNamespace(kubernetes, NAMESPACE);
      const rows: (string | number)[][] = [['initdb + start (floor)', ms(floor), '', '']];
      for (const replicas of [0, 1]) {
        const { samples, floors } = await creations(client, kubernetes, replicas);
        rows.push([`Patroni alone, ${replicas} replicas (floor)`, ms(median(floors)), ms(Math.max(...floors)), '']);
        rows.push([`createCluster to READY, ${replicas} replicas`, ms(median(samples)), ms(Math.max(...samples)), `${(median(samples) / median(floors)).toFixed(2)}x`]);
      }
      return [{ title: 'From createCluster to READY', columns: ['what', 'median', 'worst', 'of the Patroni floor'], rows, aim: 'within 1.3x of Patroni alone' }];
    } finally {
      await client.close();
      await kubernetes.close();
      await service.stop();
    }
  },
};

/** Both in turn, so that whatever else the machine does weighs on both. */
async function creations(client: PgoClient, kubernetes: KubeConnection, replicas: number): Promise<{ samples: number[]; floors: number[] }> {
  const samples: number[] = [];
  const floors: number[] = [];
  for (let run = 1; run <= RUNS; run += 1) {
    const cluster = { namespace: NAMESPACE, name: `r${replicas}-${run}` };
    samples.push(await timed(async () => {
      await client.createCluster({ input: { ...cluster, replicas } });
      await clusterBecomes(client, cluster, isReadyWith(1 + replicas));
    }));
    const manifest = await manifestOf(kubernetes, cluster);
    const { deleteCluster } = await client.deleteCluster({ input: { cluster, confirm: cluster.name } });
    await operationEnd(client, deleteCluster.operation?.id ?? '');
    const namespace = `floor-${replicas}-${run}`;
    floors.push(await patroniAlone(kubernetes, moved(manifest, NAMESPACE, namespace), namespace));
  }
  return { samples, floors };
}
