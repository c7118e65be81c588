import { equalValues } from '../../patch/typed-value.js';
import type { KubeObject } from '../../object.js';
import { checkSubdomain } from '../names.js';
import { parseQuantity } from '../quantity.js';
import { containersOf, fillPodSpec, validatePodSpec } from './pod-spec.js';
import { fillAbsent, readFields, readList, type Fields, type KindRules } from './kind-rules.js';

const fixedText =
  'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

/** Spec fields that an update may change, and the ones that binding and admission fill. */
const changeable = ['activeDeadlineSeconds', 'tolerations', 'terminationGracePeriodSeconds'];

/** What is particular to Pods: defaults, and checks that the structure does not express. */
export const podRules: KindRules = {
  checkName: checkSubdomain,
  fill(object, old) {
    const spec = readFields(object, 'spec');
    fillPodSpec(spec);
    fillAbsent(spec, { enableServiceLinks: true });
    if (old) keepAdmitted(spec, readFields(old, 'spec'));
  },
  validate(object, errors) {
    validatePodSpec(readFields(object, 'spec'), 'spec', errors);
  },
  validateUpdate(object, old, errors) {
    const before = comparable(readFields(old, 'spec'));
    const after = comparable(readFields(object, 'spec'));
    // The scheduler binds a pod by setting the node that it has none of yet; gates may only be taken away before that.
    if (before['nodeName'] === undefined) delete after['nodeName'];
    if (readList(after, 'schedulingGates').every((gate) => readList(before, 'schedulingGates').some((held) => equalValues(held, gate)))) {
      delete before['schedulingGates'];
      delete after['schedulingGates'];
    }
    if (!equalValues(before, after)) errors.forbidden('spec', fixedText);
    const [deadline, newDeadline] = [old, object].map((pod) => readFields(pod, 'spec')['activeDeadlineSeconds']);
    if (typeof deadline === 'number' && (typeof newDeadline !== 'number' || newDeadline > deadline)) {
      if (typeof newDeadline === 'number') errors.invalid('spec.activeDeadlineSeconds', newDeadline, 'must be less than or equal to previous value');
      else errors.invalid('spec.activeDeadlineSeconds', '', 'must not update from a positive integer to nil value');
    }
  },
  newStatus: (object) => ({ phase: 'Pending', qosClass: qosClass(readFields(object, 'spec')) }),
};

/** What admission put into the stored pod stays when a whole-object update comes from a manifest without it. */
function keepAdmitted(spec: Fields, old: Fields): void {
  for (const name of ['nodeName', 'serviceAccountName', 'serviceAccount', 'priority', 'preemptionPolicy', 'tolerations', 'hostname', 'subdomain']) {
    if (spec[name] === undefined && old[name] !== undefined) spec[name] = old[name];
  }
}

function comparable(spec: Fields): Fields {
  const result: Fields = { ...spec };
  for (const name of changeable) delete result[name];
  for (const list of ['containers', 'initContainers']) {
    if (spec[list] !== undefined) result[list] = readList(spec, list).map((container) => ({ ...container, image: '', resources: undefined }));
  }
  return result;
}

/** The quality-of-service class of a pod: Guaranteed when every container's limits equal its requests. */
export function qosClass(spec: Fields): string {
  const resources = ['cpu', 'memory'];
  const containers = containersOf(spec).map((container) => readFields(container, 'resources'));
  const positive = (list: Fields, name: string): bigint => parseQuantity(String(list[name] ?? '0'))?.nano ?? 0n;
  const any = containers.some((entry) => resources.some((name) => positive(readFields(entry, 'limits'), name) > 0n || positive(readFields(entry, 'requests'), name) > 0n));
  if (!any) return 'BestEffort';
  const guaranteed = containers.every((entry) =>
    resources.every((name) => {
      const limit = positive(readFields(entry, 'limits'), name);
      return limit > 0n && limit === positive(readFields(entry, 'requests'), name);
    }),
  );
  return guaranteed ? 'Guaranteed' : 'Burstable';
}

/** PodTemplate objects of the core group. */
export const podTemplateRules: KindRules = {
  fill(object: KubeObject) {
    fillPodSpec(readFields(readFields(object, 'template'), 'spec'));
  },
};
