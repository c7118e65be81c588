import { PodForwarding } from '../../kube/client/pod-forwarding.js';
import type { KubeCache } from '../../kube/cache/kube-cache.js';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { POD } from '../../kube/core-kinds.js';
import { REACH_DIRECTLY, type Reach } from '../../operator/instance/reach.js';
import { findInstalledPostgres } from '../preflight/postgres-catalogue.js';
import { PACKAGED_CATALOGUE, readImageCatalogue, type Images } from './image-catalogue-file.js';

/** What kind of Kubernetes the service works on. */
export interface Surroundings {
  /** Whether its pods are processes of this machine: images are names of installed software, there is no cluster DNS. */
  readonly isMachine: boolean;
  readonly images: Images;
}

/** What is known before Kubernetes is asked. */
export interface SurroundingsSettings {
  /** The software of this machine, when the Kubernetes is surely the local one. */
  readonly installed: Images | undefined;
  readonly imageCatalogue: string | undefined;
}

/** How the local Kubernetes names itself. */
const LOCAL_VERSION = /\+pgo-local$/;

/** Finds out what runs on that Kubernetes. Throws a `StartError` when the catalogue cannot be read or nothing is installed. */
export async function findSurroundings(connection: KubeConnection, settings: SurroundingsSettings): Promise<Surroundings> {
  const isMachine = settings.installed !== undefined || LOCAL_VERSION.test((await connection.version()).gitVersion);
  if (settings.imageCatalogue !== undefined) return { isMachine, images: readImageCatalogue(settings.imageCatalogue) };
  if (!isMachine) return { isMachine, images: readImageCatalogue(PACKAGED_CATALOGUE) };
  return { isMachine, images: settings.installed ?? { postgres: findInstalledPostgres() } };
}

/** How this process reaches pods, and how that ends. */
export interface PodReach {
  readonly reach: Reach;
  close(): void;
}

/** In the network of the pods directly; from outside through the API server. */
export function podReach(isInside: boolean, connection: KubeConnection, cache: KubeCache): PodReach {
  if (isInside) return { reach: REACH_DIRECTLY, close: () => {} };
  const forwarding = new PodForwarding({
    pods: connection,
    podAt: (address) => {
      const pod = cache.list(POD).find(({ status }) => status?.podIP === address);
      return pod === undefined ? undefined : { namespace: pod.metadata.namespace ?? '', name: pod.metadata.name };
    },
  });
  return { reach: (endpoint) => forwarding.reach(endpoint), close: () => forwarding.close() };
}
