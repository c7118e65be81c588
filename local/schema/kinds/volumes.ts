import type { KubeObject } from '../../object.js';
import { equalValues } from '../../patch/typed-value.js';
import { parseQuantity } from '../quantity.js';
import { fillAbsent, readFields, type Fields, type KindRules } from './kind-rules.js';

const fixedText =
  'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims';

/** Fills a claim template of a StatefulSet, which is stored as a whole claim. */
export function fillClaimTemplate(claim: Fields): void {
  fillAbsent(claim, { apiVersion: 'v1', kind: 'PersistentVolumeClaim' });
  fillAbsent(claim, { status: { phase: 'Pending' } });
}

function requestedStorage(object: KubeObject): string | undefined {
  const value = readFields(readFields(readFields(object, 'spec'), 'resources'), 'requests')['storage'];
  return value === undefined ? undefined : String(value);
}

/** What is particular to PersistentVolumeClaims: defaults, and checks that the structure does not express. */
export const claimRules: KindRules = {
  fill(object, old) {
    const finalizer = 'kubernetes.io/pvc-protection';
    if (!old) object.metadata.finalizers = [...new Set([...(object.metadata.finalizers ?? []), finalizer])];
    if (!old) return;
    // What the volume controller and admission filled in is not lost when a manifest is written again.
    const spec = readFields(object, 'spec');
    const before = readFields(old, 'spec');
    for (const name of ['volumeName', 'storageClassName']) if (spec[name] === undefined && before[name] !== undefined) spec[name] = before[name];
  },
  validate(object, errors) {
    const spec = readFields(object, 'spec');
    const modes = spec['accessModes'];
    if (!Array.isArray(modes) || modes.length === 0) errors.required('spec.accessModes', 'at least 1 access mode is required');
    const storage = requestedStorage(object);
    if (storage === undefined) errors.required('spec.resources[storage]');
    else if ((parseQuantity(storage)?.nano ?? 0n) <= 0n) errors.invalid('spec.resources.requests[storage]', storage, 'must be greater than zero');
  },
  validateUpdate(object, old, errors) {
    // A claim that named no class gets one when there is a default, which may be after it was made.
    const classless = readFields(old, 'spec')['storageClassName'] === undefined ? { storageClassName: undefined } : {};
    const fixed = (claim: KubeObject): Fields => ({ ...readFields(claim, 'spec'), resources: undefined, volumeAttributesClassName: undefined, volumeName: undefined, ...classless });
    const before = readFields(old, 'spec')['volumeName'];
    const moved = before !== undefined && readFields(object, 'spec')['volumeName'] !== before;
    const resized = requestedStorage(object) !== requestedStorage(old);
    const bound = readFields(old, 'status')['phase'] === 'Bound';
    if (moved || !equalValues(fixed(object), fixed(old)) || (resized && !bound)) {
      errors.forbidden('spec', fixedText);
      return;
    }
    const wanted = parseQuantity(requestedStorage(object) ?? '')?.nano ?? 0n;
    const granted = parseQuantity(requestedStorage(old) ?? '')?.nano ?? 0n;
    if (wanted < granted) errors.forbidden('spec.resources.requests.storage', 'field can not be less than status.capacity');
  },
};

/** What is particular to PersistentVolumes: defaults, and checks that the structure does not express. */
export const volumeRules: KindRules = {
  fill(object, old) {
    const finalizer = 'kubernetes.io/pv-protection';
    if (!old) object.metadata.finalizers = [...new Set([...(object.metadata.finalizers ?? []), finalizer])];
  },
  validate(object, errors) {
    const spec = readFields(object, 'spec');
    if (readFields(spec, 'capacity')['storage'] === undefined) errors.required('spec.capacity');
    const modes = spec['accessModes'];
    if (!Array.isArray(modes) || modes.length === 0) errors.required('spec.accessModes');
  },
};
