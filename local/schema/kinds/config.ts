import type { KubeObject } from '../../object.js';
import { equalValues } from '../../patch/typed-value.js';
import type { FieldErrors } from '../field-errors.js';
import { checkConfigKey } from '../names.js';
import { readFields, readText, type Fields, type KindRules } from './kind-rules.js';

/** Bytes that the values of a ConfigMap or Secret may have together. */
const maximumDataBytes = 1024 * 1024;

function validateKeys(data: Fields, field: string, errors: FieldErrors): number {
  let bytes = 0;
  for (const [key, value] of Object.entries(data)) {
    for (const fault of checkConfigKey(key)) errors.invalid(`${field}[${key}]`, key, fault);
    bytes += Buffer.byteLength(String(value), field === 'binaryData' ? 'base64' : 'utf8');
  }
  return bytes;
}

function validateImmutable(object: KubeObject, old: KubeObject, fields: readonly string[], errors: FieldErrors): void {
  if (old['immutable'] !== true) return;
  if (object['immutable'] !== true) errors.forbidden('immutable', 'field is immutable when `immutable` is set');
  for (const field of fields) {
    if (!equalValues(readFields(object, field), readFields(old, field))) errors.forbidden(field, 'field is immutable when `immutable` is set');
  }
}

/** What is particular to ConfigMaps: defaults, and checks that the structure does not express. */
export const configMapRules: KindRules = {
  validate(object, errors) {
    const data = readFields(object, 'data');
    const binary = readFields(object, 'binaryData');
    for (const key of Object.keys(data)) {
      if (key in binary) errors.invalid(`data[${key}]`, key, 'duplicate of key present in binaryData');
    }
    const bytes = validateKeys(data, 'data', errors) + validateKeys(binary, 'binaryData', errors);
    if (bytes > maximumDataBytes) errors.tooLong('', maximumDataBytes);
  },
  validateUpdate(object, old, errors) {
    validateImmutable(object, old, ['data', 'binaryData'], errors);
  },
};

/** The keys that secrets of a type must have; of basic-auth one is enough. */
const requiredKeys: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
};

/** What is particular to Secrets: defaults, and checks that the structure does not express. */
export const secretRules: KindRules = {
  fill(object) {
    const texts = readFields(object, 'stringData');
    if (Object.keys(texts).length > 0) {
      const encoded = Object.entries(texts).map(([key, value]) => [key, Buffer.from(String(value)).toString('base64')]);
      object['data'] = { ...readFields(object, 'data'), ...Object.fromEntries(encoded) };
    }
    delete object['stringData'];
    if (object['type'] === '') object['type'] = 'Opaque';
  },
  validate(object, errors) {
    const data = readFields(object, 'data');
    let bytes = 0;
    for (const [key, value] of Object.entries(data)) {
      for (const fault of checkConfigKey(key)) errors.invalid(`data[${key}]`, key, fault);
      bytes += Buffer.byteLength(String(value), 'base64');
    }
    if (bytes > maximumDataBytes) errors.tooLong('data', maximumDataBytes);
    const type = readText(object, 'type') ?? '';
    validateRequired(data, type, errors);
    if (type === 'kubernetes.io/basic-auth' && !('username' in data) && !('password' in data)) {
      errors.required('data[%username]');
      errors.required('data[%password]');
    }
    if (type === 'kubernetes.io/service-account-token' && !object.metadata.annotations?.['kubernetes.io/service-account.name']) {
      errors.required('metadata.annotations[kubernetes.io/service-account.name]');
    }
  },
  validateUpdate(object, old, errors) {
    if (object['type'] !== old['type']) errors.invalid('type', object['type'], 'field is immutable');
    validateImmutable(object, old, ['data'], errors);
  },
};

function validateRequired(data: Fields, type: string, errors: FieldErrors): void {
  for (const key of requiredKeys[type] ?? []) {
    if (!(key in data)) errors.required(`data[${key}]`);
    else if (key.startsWith('.docker') && !isJson(Buffer.from(String(data[key]), 'base64').toString())) errors.invalid(`data[${key}]`, '<secret contents redacted>', 'invalid JSON');
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
