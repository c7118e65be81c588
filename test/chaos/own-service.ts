import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { dataClaimName, instanceName } from '../../schema/naming/names.js';
import type { PgoClient } from '../../schema/sdk/client.js';
import { ensureNamespace, kubernetesOf } from '../support/kubernetes.js';
import { canLimitVolumes, limitedVolume, type LimitedVolume } from '../support/limited-volume.js';
import { clientOf } from '../support/test-client.js';
import { startTestService, type TestService } from '../support/test-service.js';
import type { ChaosWorld } from './chaos-world.js';

/** Size of the volumes of instances, in MiB. */
export const VOLUME_MIB = 1024;

/** A service that may be killed, and everything that faults need of it. */
export interface OwnService {
  world(cluster: ChaosWorld['cluster'], random: () => number): ChaosWorld;
  client(): PgoClient;
  /** Gives a cluster that will be made volumes that are full when their size is used. */
  limitVolumes(cluster: ChaosWorld['cluster'], instances: number): Promise<void>;
  readonly dataDir: string;
  stop(): Promise<void>;
}

/** Starts a service of its own with a namespace. */
export async function startOwnService(namespace: string): Promise<OwnService> {
  let service: TestService = await startTestService();
  let client = clientOf(service);
  let kubernetes: KubeConnection = await kubernetesOf(service);
  await ensureNamespace(kubernetes, namespace);
  const volumes = new Map<string, LimitedVolume>();
  const close = async (): Promise<void> => {
    await Promise.all([client.close(), kubernetes.close()].map((closing) => closing.catch(() => {})));
  };
  const restartControlPlane = async (downMs = 0): Promise<void> => {
    const { dataDir, port } = service;
    await service.kill();
    await close();
    await new Promise((resolve) => setTimeout(resolve, downMs));
    service = await startTestService({ dataDir, port });
    client = clientOf(service);
    kubernetes = await kubernetesOf(service);
  };
  return {
    dataDir: service.dataDir,
    client: () => client,
    world: (cluster, random) => ({
      cluster, random, restartControlPlane, client: () => client, kubernetes: () => kubernetes,
      limitedVolumeOf: (instance) => volumes.get(`${cluster.namespace}/${dataClaimName(instance)}`)?.directory,
      pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    }),
    async limitVolumes(cluster, instances) {
      if (!canLimitVolumes) return;
      for (let ordinal = 1; ordinal <= instances; ordinal += 1) {
        const claim = { namespace: cluster.namespace, name: dataClaimName(instanceName(cluster.name, ordinal)), sizeMib: VOLUME_MIB };
        volumes.set(`${claim.namespace}/${claim.name}`, await limitedVolume(kubernetes, service.dataDir, claim));
      }
    },
    async stop() {
      await close();
      await service.stop();
      for (const volume of volumes.values()) await volume.unmount();
    },
  };
}
