import type { OwnerReference } from '../../object.js';
import type { Claim, Pod, PodTemplate, PodVolume } from '../core-types.js';
import { kinds } from '../kinds.js';
import { controllerReference } from '../owner.js';
import { podFromTemplate } from '../pod-state.js';
import type { StatefulSet } from '../workload-types.js';
import { REVISION_LABEL } from '../workload-revisions.js';

/** The number at the end of a pod's name when the pod has a name that this set gives; undefined otherwise. */
export function ordinalOf(setName: string, podName: string): number | undefined {
  const number = podName.startsWith(`${setName}-`) ? podName.slice(setName.length + 1) : '';
  return /^(0|[1-9]\d{0,8})$/.test(number) ? Number(number) : undefined;
}

/** The pod with that number, made from the template of that revision. */
export function desirePod(set: StatefulSet, ordinal: number, template: PodTemplate, revision: string): Pod {
  const name = `${set.metadata.name}-${ordinal}`;
  const pod = podFromTemplate(template, set.metadata.namespace, controllerReference(kinds.statefulSet, set));
  const { serviceName } = set.spec;
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      name,
      generateName: `${set.metadata.name}-`,
      labels: {
        ...pod.metadata.labels,
        [REVISION_LABEL]: revision,
        'statefulset.kubernetes.io/pod-name': name,
        'apps.kubernetes.io/pod-index': String(ordinal),
      },
    },
    spec: { ...pod.spec, hostname: name, ...(serviceName ? { subdomain: serviceName } : {}), ...volumesOf(set, name, pod.spec.volumes ?? []) },
  };
}

/** Every claim template is a volume of the pod; it takes the place of a volume with the same name. */
function volumesOf(set: StatefulSet, podName: string, volumes: readonly PodVolume[]): { volumes?: PodVolume[] } {
  const templates = set.spec.volumeClaimTemplates ?? [];
  const claimed = templates.map(({ metadata: { name } }) => ({ name, persistentVolumeClaim: { claimName: `${name}-${podName}` } }));
  const names = new Set(claimed.map(({ name }) => name));
  const all = [...claimed, ...volumes.filter(({ name }) => !names.has(name))];
  return all.length > 0 ? { volumes: all } : {};
}

/** The claims that the pod with that number uses, as they are made. */
export function desireClaims(set: StatefulSet, ordinal: number): Claim[] {
  const owner = set.spec.persistentVolumeClaimRetentionPolicy?.whenDeleted === 'Delete' ? [controllerReference(kinds.statefulSet, set)] : [];
  return (set.spec.volumeClaimTemplates ?? []).map(({ metadata, spec }) => ({
    apiVersion: kinds.claim.apiVersion,
    kind: kinds.claim.kind,
    metadata: {
      name: `${metadata.name}-${set.metadata.name}-${ordinal}`,
      ...(set.metadata.namespace ? { namespace: set.metadata.namespace } : {}),
      labels: { ...metadata.labels, ...set.spec.selector.matchLabels },
      ...(metadata.annotations ? { annotations: metadata.annotations } : {}),
      ...(owner.length > 0 ? { ownerReferences: owner } : {}),
    },
    spec,
  }));
}

/**
 * The owners a claim should have by the retention policy: the set when claims go with it, the pod when the pod is
 * being scaled away and claims go with that. Returns the claim with them, or undefined when they are right already.
 */
export function withRetention(set: StatefulSet, claim: Claim, condemned: Pod | undefined): Claim | undefined {
  const policy = set.spec.persistentVolumeClaimRetentionPolicy;
  const before = claim.metadata.ownerReferences ?? [];
  const wanted: OwnerReference[] = before.filter((owner) => !isOurs(owner, set));
  if (policy?.whenScaled === 'Delete' && condemned) wanted.push(podReference(condemned));
  else if (policy?.whenDeleted === 'Delete') wanted.push(controllerReference(kinds.statefulSet, set));
  const same = wanted.length === before.length && wanted.every(({ uid }) => before.some((owner) => owner.uid === uid));
  if (same) return undefined;
  const { ownerReferences: _before, ...metadata } = claim.metadata;
  return { ...claim, metadata: { ...metadata, ...(wanted.length > 0 ? { ownerReferences: wanted } : {}) } };
}

function isOurs(owner: OwnerReference, set: StatefulSet): boolean {
  return owner.uid === set.metadata.uid || (owner.kind === 'Pod' && ordinalOf(set.metadata.name, owner.name) !== undefined);
}

function podReference({ metadata: { name, uid = '' } }: Pod): OwnerReference {
  return { apiVersion: kinds.pod.apiVersion, kind: kinds.pod.kind, name, uid };
}
