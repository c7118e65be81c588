import type { KubeConnection } from '../../kube/client/kube-connection.js';
import {
  CONFIG_MAP, EVENT, NAMESPACE, PERSISTENT_VOLUME_CLAIM, POD, ROLE, ROLE_BINDING, SECRET, SERVICE, SERVICE_ACCOUNT, STATEFUL_SET, type Pod,
} from '../../kube/core-kinds.js';
import type { Kind, KubeObject } from '../../kube/kube-object.js';
import { LABEL_CLUSTER, LABEL_PATRONI_SCOPE } from '../../schema/naming/labels.js';
import { ensureNamespace } from '../support/kubernetes.js';
import { timed } from './benchmark.js';

/** In the order in which they are made; pods follow from them. */
const KINDS: readonly Kind[] = [SERVICE_ACCOUNT, ROLE, ROLE_BINDING, SECRET, CONFIG_MAP, SERVICE, PERSISTENT_VOLUME_CLAIM, STATEFUL_SET];
/** They outlive a cluster whose data are kept, and so may have no owner. */
const KEPT: ReadonlySet<Kind> = new Set([SECRET, CONFIG_MAP, PERSISTENT_VOLUME_CLAIM]);
/** Patroni keeps its state in ConfigMaps of its own, which must not be there before. */
const isPatronis = ({ kind, metadata }: KubeObject): boolean => kind === 'ConfigMap' && metadata.labels?.[LABEL_PATRONI_SCOPE] !== undefined;
const READY_TIMEOUT_MS = 120_000;

type ManifestEntry = readonly [Kind, KubeObject];
/** What a cluster consists of, as it could be written to a file. */
export type Manifest = readonly ManifestEntry[];

/** Everything that the operator made for a cluster, without what Kubernetes and Patroni have added. */
export async function manifestOf(kubernetes: KubeConnection, { namespace, name }: { namespace: string; name: string }): Promise<Manifest> {
  const lists = await Promise.all(KINDS.map(async (kind) => {
    const objects = await kubernetes.list<KubeObject>(kind, { namespace, labelSelector: `${LABEL_CLUSTER}=${name}` });
    return objects
      .filter((object) => object.metadata.ownerReferences?.some((owner) => owner.kind === 'PostgresCluster') ?? (KEPT.has(kind) && !isPatronis(object)))
      .map((object): ManifestEntry => [kind, bare(object)]);
  }));
  return lists.flat();
}

/** The same objects for another namespace: Patroni's configuration and the subjects of its rights name it, too. */
export function moved(manifest: Manifest, from: string, to: string): Manifest {
  return manifest.map(([kind, object]) => [kind, JSON.parse(JSON.stringify(object).replaceAll(from, to)) as KubeObject]);
}

/**
 * Patroni alone: the same objects, applied at once by hand in a namespace without an operator's resource, until every
 * pod is ready. In milliseconds.
 */
export async function patroniAlone(kubernetes: KubeConnection, manifest: Manifest, namespace: string): Promise<number> {
  await ensureNamespace(kubernetes, namespace);
  const wanted = manifest.filter(([kind]) => kind === STATEFUL_SET).length;
  try {
    return await timed(async () => {
      // Pods that start before what they mount wait for it: what they need comes first, as in a manifest written with care.
      for (const isSet of [false, true]) {
        await Promise.all(manifest.filter(([kind]) => (kind === STATEFUL_SET) === isSet)
          .map(([kind, object]) => kubernetes.create(kind, { ...object, metadata: { ...object.metadata, namespace } }, { manager: 'bench' })));
      }
      await untilReady(kubernetes, namespace, wanted);
    });
  } finally {
    await kubernetes.delete(NAMESPACE, { namespace: '', name: namespace });
  }
}

async function untilReady(kubernetes: KubeConnection, namespace: string, wanted: number): Promise<void> {
  const ready = new Set<string>();
  const from = { resourceVersion: '', signal: AbortSignal.timeout(READY_TIMEOUT_MS), idleTimeoutMs: READY_TIMEOUT_MS };
  for await (const event of kubernetes.watch<Pod>(POD, { namespace }, from)) {
    const { metadata, status } = event.object;
    if (status?.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True')) ready.add(metadata.name);
    if (ready.size >= wanted) return;
  }
  throw new Error(`only ${ready.size} of ${wanted} pods became ready: ${await reasons(kubernetes, namespace)}`);
}

/** What the pods of a namespace wait for, from their containers' states and the last events. */
async function reasons(kubernetes: KubeConnection, namespace: string): Promise<string> {
  const pods = await kubernetes.list<Pod>(POD, { namespace });
  const events = await kubernetes.list<KubeObject & { readonly reason?: string; readonly message?: string }>(EVENT, { namespace });
  const states = pods.map(({ metadata, status }) => `${metadata.name} ${JSON.stringify(status?.containerStatuses?.map(({ state }) => state))}`);
  return [...states, ...events.slice(-10).map(({ reason, message }) => `${reason}: ${message}`)].join('\n');
}

/** An object as its author would write it: no server fields, no address, no owner. */
function bare(object: KubeObject): KubeObject {
  const { name, labels, annotations } = object.metadata;
  const { status: _status, ...rest } = object as KubeObject & { status?: unknown };
  const spec = (rest as { spec?: Record<string, unknown> }).spec;
  const { clusterIP, clusterIPs: _clusterIPs, volumeName: _volumeName, ...kept } = spec ?? {};
  return {
    ...rest,
    metadata: { name, ...(labels ? { labels } : {}), ...(annotations ? { annotations } : {}) },
    ...(spec ? { spec: clusterIP === 'None' ? { ...kept, clusterIP } : kept } : {}),
  } as KubeObject;
}
