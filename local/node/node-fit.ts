/** Whether a pod wants a node, and the node wants the pod: selectors, affinity, taints and tolerations. */

import type { KubeObject } from '../object.js';

type Labels = Readonly<Record<string, string>>;

/** One requirement on labels or fields of a node. */
interface NodeRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

/** All requirements of a term hold together; a term without any holds for no node. */
interface NodeTerm {
  readonly matchExpressions?: readonly NodeRequirement[];
  readonly matchFields?: readonly NodeRequirement[];
}

/** What a node has against pods that do not tolerate it. */
export interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
}

/** A taint, or many, that a pod puts up with. */
export interface Toleration {
  readonly key?: string;
  readonly operator?: string;
  readonly value?: string;
  readonly effect?: string;
  readonly tolerationSeconds?: number;
}

/** The parts of a pod's spec that say where it may be. */
export interface PlacementSpec {
  readonly nodeSelector?: Labels;
  readonly affinity?: { readonly nodeAffinity?: { readonly requiredDuringSchedulingIgnoredDuringExecution?: { readonly nodeSelectorTerms?: readonly NodeTerm[] } } };
  readonly tolerations?: readonly Toleration[];
}

/** What pods are chosen by. */
export interface NodeMarks {
  readonly name: string;
  readonly labels: Labels;
  readonly taints: readonly Taint[];
  readonly unschedulable: boolean;
}

const CORDONED: Taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };

/** What a Node says of itself; without one there is only its name. */
export function nodeMarks(name: string, node: KubeObject | undefined): NodeMarks {
  const { taints = [], unschedulable = false } = (node?.['spec'] ?? {}) as { taints?: readonly Taint[]; unschedulable?: boolean };
  return { name, labels: node?.metadata.labels ?? {}, taints, unschedulable };
}

/** Why a pod may not go to a node, in the words of the scheduler; undefined when it may. */
export function placementFault(pod: PlacementSpec, node: NodeMarks): string | undefined {
  if (node.unschedulable && untolerated(pod, [CORDONED], ['NoSchedule']) !== undefined) return 'node(s) were unschedulable';
  const taint = untolerated(pod, node.taints, ['NoSchedule', 'NoExecute']);
  if (taint !== undefined) return `node(s) had untolerated taint {${taint.key}: ${taint.value ?? ''}}`;
  return wantsNode(pod, node) ? undefined : "node(s) didn't match Pod's node affinity/selector";
}

/** The first taint of these effects that the pod does not tolerate. */
export function untolerated({ tolerations = [] }: PlacementSpec, taints: readonly Taint[], effects: readonly string[]): Taint | undefined {
  return taints.find((taint) => effects.includes(taint.effect) && !tolerations.some((toleration) => tolerates(toleration, taint)));
}

function tolerates({ key = '', operator = 'Equal', value = '', effect = '' }: Toleration, taint: Taint): boolean {
  if (effect !== '' && effect !== taint.effect) return false;
  if (key === '') return operator === 'Exists';
  return key === taint.key && (operator === 'Exists' || value === (taint.value ?? ''));
}

/** Whether the node has what the pod's node selector and required affinity ask for. */
export function wantsNode({ nodeSelector, affinity }: PlacementSpec, { name, labels }: NodeMarks): boolean {
  if (Object.entries(nodeSelector ?? {}).some(([key, value]) => labels[key] !== value)) return false;
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  if (required === undefined) return true;
  return (required.nodeSelectorTerms ?? []).some(({ matchExpressions = [], matchFields = [] }) =>
    matchExpressions.length + matchFields.length > 0
    && matchExpressions.every((requirement) => meets(requirement, labels))
    && matchFields.every((requirement) => meets(requirement, { 'metadata.name': name })));
}

function meets({ key, operator, values = [] }: NodeRequirement, labels: Labels): boolean {
  const value = labels[key];
  switch (operator) {
    case 'In': return value !== undefined && values.includes(value);
    case 'NotIn': return value === undefined || !values.includes(value);
    case 'Exists': return value !== undefined;
    case 'DoesNotExist': return value === undefined;
    case 'Gt': return isInteger(value) && isInteger(values[0]) && Number(value) > Number(values[0]);
    case 'Lt': return isInteger(value) && isInteger(values[0]) && Number(value) < Number(values[0]);
    default: return false;
  }
}

function isInteger(text: string | undefined): boolean {
  return text !== undefined && /^-?\d+$/.test(text);
}
