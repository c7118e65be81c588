import type { KubeConnection } from '../../kube/client/kube-connection.js';
import type { PgoClient } from '../../schema/sdk/client.js';
import { ensureNamespace, kubernetesOf } from '../support/kubernetes.js';
import { clientOf } from '../support/test-client.js';
import { startTestService, type TestService } from '../support/test-service.js';
import type { ChaosWorld } from './chaos-world.js';

/** A service that may be killed, and everything that faults need of it. */
export interface OwnService {
  world(cluster: ChaosWorld['cluster'], random: () => number): ChaosWorld;
  client(): PgoClient;
  stop(): Promise<void>;
}

/** Starts a service of its own with a namespace. */
export async function startOwnService(namespace: string): Promise<OwnService> {
  let service: TestService = await startTestService();
  let client = clientOf(service);
  let kubernetes: KubeConnection = await kubernetesOf(service);
  await ensureNamespace(kubernetes, namespace);
  const close = async (): Promise<void> => {
    await Promise.all([client.close(), kubernetes.close()].map((closing) => closing.catch(() => {})));
  };
  const restartControlPlane = async (): Promise<void> => {
    const { dataDir, port } = service;
    await service.kill();
    await close();
    service = await startTestService({ dataDir, port });
    client = clientOf(service);
    kubernetes = await kubernetesOf(service);
  };
  return {
    client: () => client,
    world: (cluster, random) => ({
      cluster, random, restartControlPlane, client: () => client, kubernetes: () => kubernetes,
      pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    }),
    async stop() {
      await close();
      await service.stop();
    },
  };
}
