import { isMap } from '../../patch/typed-value.js';
import type { FieldErrors } from '../field-errors.js';
import { compilePattern } from './pattern.js';
import type { RawSchema } from './raw-schema.js';

const types = ['array', 'boolean', 'integer', 'number', 'object', 'string'];
/** Words of JSON schema that definitions may not use. */
const forbiddenWords = ['$ref', 'additionalItems', 'definitions', 'dependencies', 'deprecated', 'discriminator', 'id', 'patternProperties', 'readOnly', 'writeOnly', 'xml'];
/** Words that belong to the structure and may not stand inside allOf, anyOf, oneOf and not. */
const structureWords = ['type', 'additionalProperties', 'default', 'title', 'description', 'nullable', 'x-kubernetes-preserve-unknown-fields', 'x-kubernetes-embedded-resource', 'x-kubernetes-int-or-string', 'x-kubernetes-list-type', 'x-kubernetes-list-map-keys', 'x-kubernetes-map-type'];

interface Where {
  readonly root?: boolean;
  /** What holds the schema, for the message of a missing type. */
  readonly holder?: 'field' | 'item' | 'value';
}

/** Adds the faults of a schema that is not structural: one that does not say the type of every place. */
export function checkStructure(raw: RawSchema, path: string, where: Where, errors: FieldErrors): void {
  checkWords(raw, path, errors);
  checkType(raw, path, where, errors);
  checkList(raw, path, errors);
  checkJunctors(raw, path, errors);
  const { properties, additionalProperties: additional } = raw;
  if (isMap(properties) && Object.keys(properties).length > 0 && additional !== undefined) {
    errors.forbidden(`${path}.additionalProperties`, 'additionalProperties and properties are mutual exclusive');
  }
  if (additional === false) errors.forbidden(`${path}.additionalProperties`, 'additionalProperties cannot be set to false');
  for (const [name, below] of Object.entries(isMap(properties) ? properties : {})) {
    if (!isMap(below)) continue;
    if (where.root && name === 'metadata') checkRootMetadata(below, `${path}.properties[metadata]`, errors);
    else checkStructure(below, `${path}.properties[${name}]`, { holder: 'field' }, errors);
  }
  if (isMap(additional)) checkStructure(additional, `${path}.additionalProperties`, { holder: 'value' }, errors);
  if (isMap(raw['items'])) checkStructure(raw['items'], `${path}.items`, { holder: 'item' }, errors);
}

function checkWords(raw: RawSchema, path: string, errors: FieldErrors): void {
  for (const word of forbiddenWords) if (raw[word] !== undefined) errors.forbidden(`${path}.${word}`, `${word} is not supported`);
  if (raw['uniqueItems'] === true) errors.forbidden(`${path}.uniqueItems`, 'uniqueItems cannot be set to true since the runtime complexity becomes quadratic');
  if (raw['x-kubernetes-preserve-unknown-fields'] === false) {
    errors.invalid(`${path}.x-kubernetes-preserve-unknown-fields`, false, 'must be true or undefined');
  }
  const { pattern } = raw;
  if (typeof pattern !== 'string') return;
  try {
    compilePattern(pattern);
  } catch (error) {
    errors.invalid(`${path}.pattern`, pattern, `must be a valid regular expression, but isn't: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const holders = { field: 'specified object fields', item: 'specified array items', value: 'specified additionalProperties' };

function checkType(raw: RawSchema, path: string, { root, holder = 'field' }: Where, errors: FieldErrors): void {
  const type = raw['type'];
  const free = raw['x-kubernetes-int-or-string'] === true || raw['x-kubernetes-preserve-unknown-fields'] === true;
  if (type === undefined || type === '') {
    if (root) errors.required(`${path}.type`, 'must not be empty at the root');
    else if (!free) errors.required(`${path}.type`, `must not be empty for ${holders[holder]}`);
    return;
  }
  if (!types.includes(String(type))) {
    errors.notSupported(`${path}.type`, type, types);
    return;
  }
  if (root && type !== 'object') errors.invalid(`${path}.type`, type, 'must be object at the root');
  if (raw['x-kubernetes-int-or-string'] === true) errors.forbidden(`${path}.type`, 'must be empty if x-kubernetes-int-or-string is true');
  checkEmbedded(raw, path, errors);
}

function checkEmbedded(raw: RawSchema, path: string, errors: FieldErrors): void {
  if (raw['x-kubernetes-embedded-resource'] !== true) return;
  const { type, properties } = raw;
  if (type !== 'object') errors.invalid(`${path}.type`, type, 'must be object if x-kubernetes-embedded-resource is true');
  if (properties === undefined && raw['x-kubernetes-preserve-unknown-fields'] !== true) {
    errors.required(`${path}.properties`, 'must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields');
  }
}

function checkList(raw: RawSchema, path: string, errors: FieldErrors): void {
  const { items } = raw;
  if (raw['type'] === 'array') {
    if (Array.isArray(items)) errors.forbidden(`${path}.items`, 'items must be a schema object and not an array');
    else if (!isMap(items)) errors.required(`${path}.items`, 'must be specified');
  }
  const listType = raw['x-kubernetes-list-type'];
  const keys = raw['x-kubernetes-list-map-keys'];
  if (listType !== undefined && !['atomic', 'set', 'map'].includes(String(listType))) errors.notSupported(`${path}.x-kubernetes-list-type`, listType, ['atomic', 'map', 'set']);
  if (listType !== undefined && raw['type'] !== 'array') errors.invalid(`${path}.type`, raw['type'] ?? '', 'must be array if x-kubernetes-list-type is specified');
  if (keys !== undefined && listType !== 'map') errors.invalid(`${path}.x-kubernetes-list-type`, listType ?? '', 'must be map if x-kubernetes-list-map-keys is non-empty');
  if (listType === 'map') checkKeys(raw, path, errors);
}

function checkKeys(raw: RawSchema, path: string, errors: FieldErrors): void {
  const keys = raw['x-kubernetes-list-map-keys'];
  if (!Array.isArray(keys) || keys.length === 0) return errors.required(`${path}.x-kubernetes-list-map-keys`, 'must not be empty if x-kubernetes-list-type is map');
  const items = isMap(raw['items']) ? raw['items'] : {};
  const properties = isMap(items['properties']) ? items['properties'] : {};
  const required = Array.isArray(items['required']) ? items['required'] : [];
  if (items['type'] !== 'object') errors.invalid(`${path}.items.type`, items['type'] ?? '', 'must be object if parent array\'s x-kubernetes-list-type is map');
  for (const key of keys as string[]) {
    const property = properties[key];
    if (!isMap(property)) errors.invalid(`${path}.x-kubernetes-list-map-keys`, keys, 'entries must all be names of item properties');
    else if (property['default'] === undefined && !required.includes(key)) {
      errors.required(`${path}.items.properties[${key}].default`, `this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property`);
    }
  }
}

/** Of metadata a definition may say what names look like, nothing else. */
function checkRootMetadata(raw: RawSchema, path: string, errors: FieldErrors): void {
  for (const name of Object.keys(isMap(raw['properties']) ? raw['properties'] : {})) {
    if (name !== 'name' && name !== 'generateName') errors.forbidden(`${path}.properties[${name}]`, 'must not specify anything other than name and generateName, but metadata is implicitly specified');
  }
}

function checkJunctors(raw: RawSchema, path: string, errors: FieldErrors): void {
  for (const name of ['allOf', 'anyOf', 'oneOf'] as const) {
    const entries = raw[name];
    if (!Array.isArray(entries) || (name !== 'oneOf' && raw['x-kubernetes-int-or-string'] === true)) continue;
    for (const [index, entry] of entries.entries()) if (isMap(entry)) checkJunctor(entry, raw, `${path}.${name}[${index}]`, errors);
  }
  if (isMap(raw['not'])) checkJunctor(raw['not'], raw, `${path}.not`, errors);
}

function checkJunctor(raw: RawSchema, outer: RawSchema, path: string, errors: FieldErrors): void {
  for (const word of structureWords) {
    const value = raw[word];
    if (value !== undefined && value !== '' && value !== false) errors.forbidden(`${path}.${word}`, 'must be empty to be structural');
  }
  const properties = isMap(outer['properties']) ? outer['properties'] : {};
  for (const [name, below] of Object.entries(isMap(raw['properties']) ? raw['properties'] : {})) {
    const named = properties[name];
    if (!isMap(below)) continue;
    if (isMap(named)) checkJunctor(below, named, `${path}.properties[${name}]`, errors);
    else if (!isMap(outer['additionalProperties'])) errors.required(`${path.replace(/\.(allOf|anyOf|oneOf|not)(\[\d+\])?.*$/, '')}.properties[${name}]`, `because it is defined in ${path}.properties[${name}]`);
  }
  if (isMap(raw['items']) && isMap(outer['items'])) checkJunctor(raw['items'], outer['items'], `${path}.items`, errors);
  checkJunctors(raw, path, errors);
}
