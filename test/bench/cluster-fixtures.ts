import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';

/** Requests that are under way at once while the objects are made. */
const AT_ONCE = 20;

/** A cluster resource with the status of a healthy pair. */
export function healthyCluster(namespace: string, number: number, at: Date): PostgresCluster {
  const name = `c${number}`;
  const lastTransitionTime = at.toISOString();
  return {
    apiVersion: 'pgo.dev/v1', kind: 'PostgresCluster', metadata: { namespace, name, labels: { team: `t${number % 10}` } },
    spec: { postgresVersion: 15, replicas: 1, storage: { size: '1Gi' }, databases: [{ name }], users: [{ name }] },
    status: {
      observedGeneration: 1, state: 'READY', postgresVersion: 15, readyInstances: 2, primary: `${name}-1`,
      conditions: [{ type: 'Ready', status: 'True', reason: 'AllReady', message: 'All instances are ready.', lastTransitionTime, observedGeneration: 1 }],
      instances: [1, 2].map((ordinal) => ({
        name: `${name}-${ordinal}`, role: ordinal === 1 ? 'PRIMARY' as const : 'REPLICA' as const, ready: true,
        state: ordinal === 1 ? 'running' : 'streaming', pod: `${name}-${ordinal}-0`, timeline: 1, lagBytes: 0, serverVersion: '15.10',
      })),
      endpoints: { primary: { host: '127.10.128.1', port: 5432 }, replicas: { host: '127.10.128.2', port: 5432 } },
    },
  };
}

/** Stores the clusters from one number to another, status included. */
export async function storeClusters(kubernetes: KubeConnection, namespace: string, from: number, to: number): Promise<void> {
  const numbers = Array.from({ length: to - from + 1 }, (_value, index) => from + index);
  const at = new Date();
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
      const { status, ...cluster } = healthyCluster(namespace, number, at);
      await kubernetes.create(POSTGRES_CLUSTER, cluster, { manager: 'bench' });
      await kubernetes.applyStatus(POSTGRES_CLUSTER, { ...cluster, spec: {}, status }, { manager: 'bench' });
    }
  }));
}
