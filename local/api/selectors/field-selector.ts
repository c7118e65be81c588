import type { KubeObject } from '../../object.js';
import { badRequest } from '../errors.js';

/** Whether an object is selected by its fields. */
export type FieldPredicate = (object: KubeObject) => boolean;

interface Term {
  readonly field: string;
  readonly value: string;
  readonly equal: boolean;
}

/** Reads a field selector; undefined for the empty one. Throws BadRequest for a malformed one or a field that is not in `supported`. */
export function parseFieldSelector(text: string | undefined, supported: readonly string[], namespaced: boolean): FieldPredicate | undefined {
  if (!text?.trim()) return undefined;
  const terms = text.split(/(?<!\\),/).filter((term) => term !== '').map((term) => parseTerm(term, text));
  for (const { field } of terms) {
    const known = field === 'metadata.name' || (field === 'metadata.namespace' && namespaced) || supported.includes(field);
    if (!known) throw badRequest(field === 'metadata.namespace' || !field.includes('.') ? `"${field}" is not a known field selector` : `field label not supported: ${field}`);
  }
  return (object) => terms.every(({ field, value, equal }) => (fieldText(object, field) === value) === equal);
}

/** The name that a selector asks for, when it asks for exactly one: such lists and watches need no scan. */
export function selectedName(text: string | undefined): string | undefined {
  return /(?:^|,)metadata\.name==?([^,=!]+)(?:,|$)/.exec(text ?? '')?.[1];
}

function parseTerm(term: string, whole: string): Term {
  const match = /^([^=!]+)(==|!=|=)(.*)$/.exec(term);
  if (!match) throw badRequest(`invalid selector: '${whole}'; can't understand '${term}'`);
  const [, field = '', operator = '', value = ''] = match;
  return { field: field.trim(), equal: operator !== '!=', value: value.replace(/\\([\\,=])/g, '$1') };
}

const SPECIAL: Readonly<Record<string, (object: KubeObject) => unknown>> = {
  'status.podIPs': (object) => list(valueAt(object, ['status', 'podIPs'])).map((entry) => String((entry as { ip?: string }).ip)).join(','),
  'spec.hostNetwork': (object) => valueAt(object, ['spec', 'hostNetwork']) ?? false,
  'spec.unschedulable': (object) => valueAt(object, ['spec', 'unschedulable']) ?? false,
  'status.successful': (object) => valueAt(object, ['status', 'succeeded']) ?? 0,
  'status.replicas': (object) => valueAt(object, ['status', 'replicas']) ?? 0,
  source: (object) => valueAt(object, ['source', 'component']) ?? valueAt(object, ['reportingComponent']),
};

function fieldText(object: KubeObject, field: string): string {
  const special = SPECIAL[field];
  const value = special ? special(object) : valueAt(object, field.split('.'));
  return value === undefined || value === null ? '' : String(value);
}

function valueAt(object: unknown, path: readonly string[]): unknown {
  let value: unknown = object;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
