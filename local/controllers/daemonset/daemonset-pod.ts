import type { Pod } from '../core-types.js';
import type { PlacementSpec, Toleration } from '../../node/node-fit.js';
import { kinds } from '../kinds.js';
import { controllerReference } from '../owner.js';
import { podFromTemplate } from '../pod-state.js';
import type { DaemonSet } from '../workload-types.js';
import { REVISION_LABEL } from '../workload-revisions.js';

const NAME_FIELD = 'metadata.name';

/** What a pod of a DaemonSet puts up with, so that it runs while its node is in trouble or cordoned. */
const TOLERATED: readonly Toleration[] = [
  ...['not-ready', 'unreachable'].map((name) => ({ key: `node.kubernetes.io/${name}`, operator: 'Exists', effect: 'NoExecute' })),
  ...['disk-pressure', 'memory-pressure', 'pid-pressure', 'unschedulable'].map((name) => ({ key: `node.kubernetes.io/${name}`, operator: 'Exists', effect: 'NoSchedule' })),
];

/** Where a pod of this set may be, as the scheduler will look at it. */
export function placementOf({ spec: { template } }: DaemonSet): PlacementSpec {
  const spec = template.spec as PlacementSpec;
  const own = spec.tolerations ?? [];
  const isGiven = ({ key, effect }: Toleration): boolean => own.some((toleration) => toleration.key === key && toleration.effect === effect && toleration.operator === 'Exists');
  return { ...spec, tolerations: [...own, ...TOLERATED.filter((toleration) => !isGiven(toleration))] };
}

/** A pod of the set for one node: the scheduler is left no other. */
export function desirePod(set: DaemonSet, nodeName: string, hash: string): Pod {
  const pod = podFromTemplate(set.spec.template, set.metadata.namespace, controllerReference(kinds.daemonSet, set));
  const { affinity, ...placement } = placementOf(set);
  const only = { matchFields: [{ key: NAME_FIELD, operator: 'In', values: [nodeName] }] };
  const required = { nodeSelectorTerms: [only] };
  return {
    ...pod,
    metadata: { ...pod.metadata, generateName: `${set.metadata.name}-`, labels: { ...pod.metadata.labels, [REVISION_LABEL]: hash, 'pod-template-generation': String(set.metadata.generation ?? 1) } },
    spec: { ...pod.spec, ...placement, affinity: { ...affinity, nodeAffinity: { ...affinity?.nodeAffinity, requiredDuringSchedulingIgnoredDuringExecution: required } } },
  };
}

/** The node that a pod of a set is on, or is meant for. */
export function nodeOf(pod: Pod): string | undefined {
  const { nodeName, affinity } = pod.spec as Pod['spec'] & PlacementSpec;
  if (nodeName) return nodeName;
  const terms = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  return terms.flatMap(({ matchFields = [] }) => matchFields).find(({ key }) => key === NAME_FIELD)?.values?.[0];
}
