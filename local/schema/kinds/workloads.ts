import type { KubeObject } from '../../object.js';
import { equalValues } from '../../patch/typed-value.js';
import type { FieldErrors } from '../field-errors.js';
import { validateLabels } from '../object-metadata.js';
import { isEmptySelector, matchesSelector, validateSelector } from './label-selector.js';
import { fillPodSpec, validatePodSpec } from './pod-spec.js';
import { fillAbsent, readFields, readList, type Fields, type KindRules } from './kind-rules.js';
import { fillClaimTemplate } from './volumes.js';

const immutable = 'field is immutable';
const statefulSetText =
  "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";
const statefulSetChangeable = ['replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy', 'minReadySeconds'];

function fillTemplate(object: KubeObject): Fields {
  const spec = readFields(object, 'spec');
  fillPodSpec(readFields(readFields(spec, 'template'), 'spec'));
  return spec;
}

function validateCounts(spec: Fields, errors: FieldErrors): void {
  for (const name of ['replicas', 'minReadySeconds', 'revisionHistoryLimit', 'progressDeadlineSeconds']) {
    const value = spec[name];
    if (typeof value === 'number' && value < 0) errors.invalid(`spec.${name}`, value, 'must be greater than or equal to 0');
  }
}

/** Selector and template of a workload: the selector must name the template's labels, pods must always restart. */
function validateTemplate(object: KubeObject, errors: FieldErrors): void {
  const spec = readFields(object, 'spec');
  validateCounts(spec, errors);
  const selector = spec['selector'] as Fields | undefined;
  const template = readFields(spec, 'template');
  const labels = readFields(readFields(template, 'metadata'), 'labels');
  if (!selector) errors.required('spec.selector');
  else {
    validateSelector(selector, 'spec.selector', errors);
    if (isEmptySelector(selector)) errors.invalid('spec.selector', selector, `empty selector is invalid for ${object.kind.toLowerCase()}`);
    else if (!matchesSelector(selector, labels)) errors.invalid('spec.template.metadata.labels', labels, '`selector` does not match template `labels`');
  }
  validateLabels(labels as Record<string, string>, 'spec.template.metadata.labels', errors);
  const podSpec = readFields(template, 'spec');
  if (Object.keys(podSpec).length > 0 || spec['template'] === undefined) validatePodSpec(podSpec, 'spec.template.spec', errors);
  const policy = podSpec['restartPolicy'];
  if (policy !== undefined && policy !== 'Always') errors.notSupported('spec.template.spec.restartPolicy', policy, ['Always']);
  if (podSpec['activeDeadlineSeconds'] !== undefined) errors.forbidden('spec.template.spec.activeDeadlineSeconds', `activeDeadlineSeconds in ${object.kind} is not Supported`);
}

function validateFixedSelector(object: KubeObject, old: KubeObject, errors: FieldErrors): void {
  const selector = readFields(object, 'spec')['selector'];
  if (!equalValues(selector, readFields(old, 'spec')['selector'])) errors.invalid('spec.selector', selector, immutable);
}

/** The default of a rolling update: a quarter of the pods at a time. */
const quarter = '25%';

/** What is particular to Deployments: defaults, and checks that the structure does not express. */
export const deploymentRules: KindRules = {
  fill(object) {
    const strategy = readFields(fillTemplate(object), 'strategy');
    if (strategy['type'] !== 'RollingUpdate') return;
    strategy['rollingUpdate'] = { maxUnavailable: quarter, maxSurge: quarter, ...readFields(strategy, 'rollingUpdate') };
  },
  validate(object, errors) {
    validateTemplate(object, errors);
    const spec = readFields(object, 'spec');
    const strategy = readFields(spec, 'strategy');
    const rolling = readFields(strategy, 'rollingUpdate');
    if (strategy['type'] === 'Recreate' && strategy['rollingUpdate'] !== undefined) {
      errors.forbidden('spec.strategy.rollingUpdate', "may not be specified when strategy `type` is 'Recreate'");
    }
    if (isZero(rolling['maxSurge']) && isZero(rolling['maxUnavailable'])) {
      errors.invalid('spec.strategy.rollingUpdate.maxUnavailable', rolling['maxUnavailable'], 'may not be 0 when `maxSurge` is 0');
    }
    const deadline = spec['progressDeadlineSeconds'];
    const ready = spec['minReadySeconds'] ?? 0;
    if (typeof deadline === 'number' && deadline <= Number(ready)) errors.invalid('spec.progressDeadlineSeconds', deadline, 'must be greater than minReadySeconds');
  },
  validateUpdate: validateFixedSelector,
};

function isZero(value: unknown): boolean {
  return value === 0 || value === '0' || value === '0%';
}

/** What is particular to ReplicaSets: defaults, and checks that the structure does not express. */
export const replicaSetRules: KindRules = {
  fill(object) {
    const spec = fillTemplate(object);
    const labels = readFields(readFields(readFields(spec, 'template'), 'metadata'), 'labels');
    if (object.metadata.labels === undefined && Object.keys(labels).length > 0 && object.kind === 'ReplicationController') {
      object.metadata.labels = { ...labels } as Record<string, string>;
    }
  },
  validate(object, errors) {
    if (object.kind === 'ReplicaSet') validateTemplate(object, errors);
    else validateCounts(readFields(object, 'spec'), errors);
  },
  validateUpdate(object, old, errors) {
    if (object.kind === 'ReplicaSet') validateFixedSelector(object, old, errors);
  },
};

/** What is particular to StatefulSets: defaults, and checks that the structure does not express. */
export const statefulSetRules: KindRules = {
  fill(object) {
    const spec = fillTemplate(object);
    const strategy = readFields(spec, 'updateStrategy');
    if (strategy['type'] === 'RollingUpdate') strategy['rollingUpdate'] = { partition: 0, ...readFields(strategy, 'rollingUpdate') };
    for (const claim of readList(spec, 'volumeClaimTemplates')) fillClaimTemplate(claim);
  },
  validate(object, errors) {
    // The mounts of the claim templates are volumes of the pods.
    const spec = readFields(object, 'spec');
    const claims = readList(spec, 'volumeClaimTemplates').map((claim) => ({ name: readFields(claim, 'metadata')['name'], emptyDir: {} }));
    const template = readFields(spec, 'template');
    const podSpec = readFields(template, 'spec');
    const own = readList(podSpec, 'volumes').filter((volume) => !claims.some((claim) => claim.name === volume['name']));
    const whole = { ...object, spec: { ...spec, template: { ...template, spec: { ...podSpec, volumes: [...own, ...claims] } } } };
    validateTemplate(claims.length === 0 ? object : whole, errors);
    const partition = readFields(readFields(spec, 'updateStrategy'), 'rollingUpdate')['partition'];
    if (typeof partition === 'number' && partition < 0) errors.invalid('spec.updateStrategy.rollingUpdate.partition', partition, 'must be greater than or equal to 0');
  },
  validateUpdate(object, old, errors) {
    const fixed = (spec: Fields): Fields => Object.fromEntries(Object.entries(spec).filter(([name]) => !statefulSetChangeable.includes(name)));
    if (!equalValues(fixed(readFields(object, 'spec')), fixed(readFields(old, 'spec')))) errors.forbidden('spec', statefulSetText);
  },
};

/** What is particular to DaemonSets: defaults, and checks that the structure does not express. */
export const daemonSetRules: KindRules = {
  fill(object) {
    const strategy = readFields(fillTemplate(object), 'updateStrategy');
    if (strategy['type'] !== 'RollingUpdate') return;
    strategy['rollingUpdate'] = { maxUnavailable: 1, maxSurge: 0, ...readFields(strategy, 'rollingUpdate') };
  },
  validate: validateTemplate,
  validateUpdate: validateFixedSelector,
};

/** Scale subresources carry a number of replicas alone. */
export const scaleRules: KindRules = {
  fill(object) {
    const spec = readFields(object, 'spec');
    fillAbsent(spec, { replicas: 0 });
  },
  validate(object, errors) {
    validateCounts(readFields(object, 'spec'), errors);
  },
};
