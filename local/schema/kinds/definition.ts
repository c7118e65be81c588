import type { KubeObject } from '../../object.js';
import { equalValues, isMap } from '../../patch/typed-value.js';
import type { FieldErrors } from '../field-errors.js';
import { readFields, readList, readText, type Fields, type KindRules } from './kind-rules.js';
import { checkLabel1035, checkLabelName, checkSubdomain } from '../names.js';
import type { RawSchema } from '../custom/raw-schema.js';
import { compileSchema } from '../custom/structural-schema.js';

const immutable = 'field is immutable';

/** The place of a version's schema as messages name it: definitions whose versions share one schema have it once. */
export function schemaPath(spec: Fields, index: number): string {
  const schemas = readList(spec, 'versions').map((version) => version['schema']);
  const shared = schemas.every((schema) => equalValues(schema, schemas[0]));
  return shared ? 'spec.validation.openAPIV3Schema' : `spec.versions[${index}].schema.openAPIV3Schema`;
}

/** What is particular to custom resource definitions. */
export const definitionRules: KindRules = {
  fill(object) {
    const names = readFields(readFields(object, 'spec'), 'names');
    const kind = readText(names, 'kind');
    if (!kind) return;
    if (!readText(names, 'singular')) names['singular'] = kind.toLowerCase();
    if (!readText(names, 'listKind')) names['listKind'] = `${kind}List`;
  },
  validate(object, errors) {
    const spec = readFields(object, 'spec');
    validateNames(object, spec, errors);
    validateApproval(object, spec, errors);
    validateVersions(spec, errors);
    if (spec['preserveUnknownFields'] === true) errors.invalid('spec.preserveUnknownFields', true, 'must be false in order to use defaults in the schema');
    if (readFields(spec, 'conversion')['strategy'] === 'Webhook') {
      const webhook = readFields(readFields(spec, 'conversion'), 'webhook');
      if (webhook['clientConfig'] === undefined) errors.required('spec.conversion.webhook.clientConfig', "required when strategy is set to \"Webhook\"");
    }
  },
  validateUpdate(object, old, errors) {
    const [before, after] = [readFields(old, 'spec'), readFields(object, 'spec')];
    for (const name of ['scope', 'group']) if (before[name] !== after[name]) errors.invalid(`spec.${name}`, after[name], immutable);
    for (const name of ['kind', 'plural']) {
      const [was, is] = [readFields(before, 'names')[name], readFields(after, 'names')[name]];
      if (was !== is) errors.invalid(`spec.names.${name}`, is, immutable);
    }
    const stored = readFields(old, 'status')['storedVersions'];
    const versions = readList(after, 'versions').map((version) => version['name']);
    for (const [index, version] of (Array.isArray(stored) ? stored : []).entries()) {
      if (!versions.includes(version)) errors.invalid(`status.storedVersions[${index}]`, version, 'missing from spec.versions; ' + `${String(version)} was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in ${String(version)} and removes ${String(version)} from status.storedVersions`);
    }
  },
};

function validateNames(object: KubeObject, spec: Fields, errors: FieldErrors): void {
  const group = readText(spec, 'group') ?? '';
  const names = readFields(spec, 'names');
  const plural = readText(names, 'plural') ?? '';
  if (group !== '') validateGroup(group, errors);
  validateNamesOfKind(names, errors);
  if (plural !== '' && group !== '' && object.metadata.name !== `${plural}.${group}`) {
    errors.invalid('metadata.name', object.metadata.name, 'must be spec.names.plural+"."+spec.group');
  }
}

const approval = 'api-approved.kubernetes.io';

/** Groups of Kubernetes' own domains are for definitions that were approved there, or say that they were not. */
function validateApproval({ metadata }: KubeObject, spec: Fields, errors: FieldErrors): void {
  if (!/(^|\.)(k8s|kubernetes)\.io$/.test(readText(spec, 'group') ?? '')) return;
  const given = metadata.annotations?.[approval];
  const text = `protected groups must have approval annotation "${approval}"`;
  const source = 'see https://github.com/kubernetes/enhancements/pull/1111';
  if (!given) errors.required(`metadata.annotations[${approval}]`, `${text}, ${source}`);
  else if (!given.startsWith('unapproved') && !URL.canParse(given)) errors.invalid(`metadata.annotations[${approval}]`, given, `${text} with either a URL or a reason starting with "unapproved", ${source}`);
}

function validateGroup(group: string, errors: FieldErrors): void {
  for (const fault of checkSubdomain(group)) errors.invalid('spec.group', group, fault);
  if (!group.includes('.')) errors.invalid('spec.group', group, 'should be a domain with at least one dot');
}

function validateNamesOfKind(names: Fields, errors: FieldErrors): void {
  for (const name of ['plural', 'singular']) {
    const text = readText(names, name);
    if (text) for (const fault of checkLabel1035(text)) errors.invalid(`spec.names.${name}`, text, fault);
  }
  for (const name of ['kind', 'listKind']) {
    const text = readText(names, name);
    if (text) for (const fault of checkLabel1035(text.toLowerCase())) errors.invalid(`spec.names.${name}`, text, `may have mixed case, but should otherwise match: ${fault}`);
  }
  if (readText(names, 'kind') && names['kind'] === names['listKind']) errors.invalid('spec.names.listKind', names['listKind'], 'kind and listKind may not be the same');
  for (const list of ['shortNames', 'categories']) {
    const texts = names[list];
    for (const [index, text] of (Array.isArray(texts) ? (texts as string[]) : []).entries()) {
      for (const fault of checkLabel1035(text)) errors.invalid(`spec.names.${list}[${index}]`, text, fault);
    }
  }
}

function validateVersions(spec: Fields, errors: FieldErrors): void {
  const versions = readList(spec, 'versions');
  const seen = new Set<unknown>();
  for (const [index, version] of versions.entries()) {
    const place = `spec.versions[${index}]`;
    const name = readText(version, 'name');
    if (name) for (const fault of checkLabelName(name)) errors.invalid(`${place}.name`, name, fault);
    if (seen.has(name)) errors.invalid('spec.versions', versions.map((entry) => entry['name']), 'must contain unique version names');
    seen.add(name);
    for (const field of ['served', 'storage']) if (version[field] === undefined) errors.required(`${place}.${field}`);
    const schema = readFields(version, 'schema')['openAPIV3Schema'];
    if (!isMap(schema)) errors.required(`${place}.schema.openAPIV3Schema`, 'schemas are required');
    validateSubresources(readFields(version, 'subresources'), place, errors);
    validateColumns(readList(version, 'additionalPrinterColumns'), `${place}.additionalPrinterColumns`, errors);
  }
  if (versions.filter((version) => version['storage'] === true).length !== 1) errors.invalid('spec.versions', versions.map((entry) => entry['name']), 'must have exactly one version marked as storage version');
  const checked: unknown[] = [];
  for (const [index, version] of versions.entries()) {
    const schema = readFields(version, 'schema')['openAPIV3Schema'];
    if (!isMap(schema) || checked.some((known) => equalValues(known, schema))) continue;
    checked.push(schema);
    compileSchema(schema as RawSchema, schemaPath(spec, index), errors);
  }
}

const columnTypes = ['boolean', 'date', 'integer', 'number', 'string'];
const columnFormats = ['int32', 'int64', 'float', 'double', 'byte', 'date', 'date-time', 'password'];

function validateColumns(columns: readonly Fields[], place: string, errors: FieldErrors): void {
  for (const [index, { type, format, jsonPath }] of columns.entries()) {
    if (typeof type === 'string' && type !== '' && !columnTypes.includes(type)) errors.invalid(`${place}[${index}].type`, type, `must be one of ${columnTypes.join(',')}`);
    if (typeof format === 'string' && format !== '' && !columnFormats.includes(format)) errors.invalid(`${place}[${index}].format`, format, `must be one of ${columnFormats.join(',')}`);
    if (typeof jsonPath === 'string' && !jsonPath.startsWith('.')) errors.invalid(`${place}[${index}].jsonPath`, jsonPath, 'must be a simple json path starting with .');
  }
}

function validateSubresources(subresources: Fields, place: string, errors: FieldErrors): void {
  if (subresources['scale'] === undefined) return;
  const scale = readFields(subresources, 'scale');
  for (const [name, prefix] of [['specReplicasPath', '.spec.'], ['statusReplicasPath', '.status.']] as const) {
    const path = readText(scale, name);
    if (!path) errors.required(`${place}.subresources.scale.${name}`);
    else if (!path.startsWith(prefix)) errors.invalid(`${place}.subresources.scale.${name}`, path, `should be a json path under ${prefix.slice(0, -1)}`);
  }
}

