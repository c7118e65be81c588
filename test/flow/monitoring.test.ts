import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { POD, SERVICE } from '../../kube/core-kinds.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import type { PgoClient } from '../../schema/sdk/client.js';
import { ensureNamespace, kubernetesOf } from '../support/kubernetes.js';
import { sharedService } from '../support/shared-service.js';
import { clientOf, clusterBecomes, createReadyCluster, isReadyWith } from '../support/test-client.js';

jest.setTimeout(300_000);

const isThere = existsSync('/usr/bin/prometheus-postgres-exporter');
const withExporter = isThere ? describe : describe.skip;
if (!isThere) console.warn('prometheus-postgres-exporter is not installed: the test of monitoring is skipped');

const cluster = { namespace: 'monitoring', name: 'gauge' };

withExporter('a cluster with monitoring', () => {
  let client: PgoClient;
  let kubernetes: KubeConnection;

  beforeAll(async () => {
    const service = await sharedService();
    client = clientOf(service);
    kubernetes = await kubernetesOf(service);
    await ensureNamespace(kubernetes, cluster.namespace);
    await createReadyCluster(client, { ...cluster, monitoring: { enabled: true } });
  });
  afterAll(async () => {
    await client.deleteCluster({ input: { cluster, confirm: cluster.name } });
    await client.close();
    await kubernetes.close();
  });

  const metrics = async (host: string, port: number): Promise<string> => (await fetch(`http://${host}:${port}/metrics`)).text();

  test('serves the metrics of PostgreSQL to Prometheus', async () => {
    const resource = await kubernetes.get(POSTGRES_CLUSTER, cluster);
    const { host, port } = resource?.status?.endpoints?.metrics ?? { host: '', port: 0 };
    expect(port).toBe(9187);
    const text = await metrics(host, port);
    expect(text).toMatch(/^pg_up 1$/m);
    expect(text).toMatch(/^pg_stat_database_xact_commit\{.*datname="gauge".*\} \d+/m);
  });

  test('takes type and annotations of its services, and where its pods may run', async () => {
    const placed = {
      spec: {
        service: { type: 'NodePort', annotations: { 'example.org/load-balancer': 'internal' } },
        scheduling: { tolerations: [{ key: 'database', operator: 'Exists', effect: 'NoSchedule' }], imagePullSecrets: ['registry'] },
      },
    };
    const before = (await kubernetes.get(POD, { ...cluster, name: 'gauge-1-0' }))?.metadata.uid;
    await kubernetes.mergePatch(POSTGRES_CLUSTER, cluster, placed, { manager: 'test' });
    await clusterBecomes(client, cluster, ({ state }) => state !== 'READY', 120_000);
    await clusterBecomes(client, cluster, isReadyWith(1), 120_000);
    const pod = await kubernetes.get(POD, { ...cluster, name: 'gauge-1-0' });
    expect(pod?.metadata.uid).not.toBe(before);
    expect(pod?.spec).toMatchObject({ imagePullSecrets: [{ name: 'registry' }], tolerations: expect.arrayContaining([expect.objectContaining({ key: 'database' })]) });
    const service = await kubernetes.get(SERVICE, { ...cluster, name: 'gauge-primary' });
    expect(service).toMatchObject({ metadata: { annotations: { 'example.org/load-balancer': 'internal' } }, spec: { type: 'NodePort' } });
  });
});
