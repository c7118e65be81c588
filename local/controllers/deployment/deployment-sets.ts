import type { PodTemplate } from '../core-types.js';
import { kinds } from '../kinds.js';
import { controllerReference } from '../owner.js';
import { isSameTemplate, templateHash } from '../template-hash.js';
import type { Deployment, ReplicaSet } from '../workload-types.js';

/** The number of a rollout, on the Deployment and its ReplicaSets; and, on a ReplicaSet, the number of pods that the Deployment wanted when it was sized. */
export const REVISION_ANNOTATION = 'deployment.kubernetes.io/revision';
export const DESIRED_ANNOTATION = 'deployment.kubernetes.io/desired-replicas';
const MAX_ANNOTATION = 'deployment.kubernetes.io/max-replicas';
const HASH_LABEL = 'pod-template-hash';
/** Annotations of a Deployment that are about itself alone. */
const OWN_ANNOTATIONS = new Set(['kubectl.kubernetes.io/last-applied-configuration', REVISION_ANNOTATION, DESIRED_ANNOTATION, MAX_ANNOTATION, 'deployment.kubernetes.io/revision-history']);

/** The rollout that a ReplicaSet belongs to; 0 when it does not say. */
export function revisionOf({ metadata }: ReplicaSet): number {
  return Number(metadata.annotations?.[REVISION_ANNOTATION] ?? 0) || 0;
}

/** Says whether the ReplicaSet was made from the Deployment's template as it is now. */
export function hasTemplate(set: ReplicaSet, template: PodTemplate): boolean {
  const own = set.spec.template;
  const { [HASH_LABEL]: _hash, ...labels } = own.metadata?.labels ?? {};
  return isSameTemplate({ ...own, metadata: { ...own.metadata, labels } }, template);
}

/** The ReplicaSet for the Deployment's template. */
export function desireReplicaSet(deployment: Deployment, replicas: number, revision: number, maxReplicas: number): ReplicaSet {
  const { template, selector, minReadySeconds } = deployment.spec;
  const hash = templateHash(template);
  const labels = { ...template.metadata?.labels, [HASH_LABEL]: hash };
  const { name, namespace } = deployment.metadata;
  return {
    apiVersion: kinds.replicaSet.apiVersion,
    kind: kinds.replicaSet.kind,
    metadata: {
      name: `${name}-${hash}`,
      ...(namespace ? { namespace } : {}),
      labels,
      annotations: setAnnotations(deployment, {}, revision, maxReplicas),
      ownerReferences: [controllerReference(kinds.deployment, deployment)],
    },
    spec: {
      replicas,
      ...(minReadySeconds ? { minReadySeconds } : {}),
      selector: { ...selector, matchLabels: { ...selector.matchLabels, [HASH_LABEL]: hash } },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
}

/** The annotations of a ReplicaSet: the Deployment's, and what the rollout keeps in them. */
export function setAnnotations(deployment: Deployment, before: Record<string, string>, revision: number, maxReplicas: number): Record<string, string> {
  const shared = Object.entries(deployment.metadata.annotations ?? {}).filter(([key]) => !OWN_ANNOTATIONS.has(key));
  return {
    ...before,
    ...Object.fromEntries(shared),
    [REVISION_ANNOTATION]: String(revision),
    [DESIRED_ANNOTATION]: String(deployment.spec.replicas ?? 1),
    [MAX_ANNOTATION]: String(maxReplicas),
  };
}
