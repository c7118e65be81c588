import { StatusError } from '../status-error.js';
import type { KindSchema } from './kind-schema.js';

/** Why a field is refused, as Status causes name it. */
export type FieldReason =
  | 'FieldValueInvalid'
  | 'FieldValueRequired'
  | 'FieldValueNotSupported'
  | 'FieldValueDuplicate'
  | 'FieldValueForbidden'
  | 'FieldValueNotFound'
  | 'FieldValueTypeInvalid'
  | 'FieldValueTooLong'
  | 'FieldValueTooMany';

/** One fault: the field, the reason and the text after the field's name. */
export interface FieldError {
  readonly field: string;
  readonly reason: FieldReason;
  readonly message: string;
}

/** Collects the faults of one object, each once; every method adds one, in the wording of the Kubernetes API. */
export class FieldErrors {
  readonly list: FieldError[] = [];

  add(field: string, reason: FieldReason, message: string): void {
    const known = this.list.some((error) => error.field === field && error.message === message);
    if (!known) this.list.push({ field, reason, message });
  }

  invalid(field: string, value: unknown, detail: string): void {
    this.add(field, 'FieldValueInvalid', `Invalid value: ${quoteValue(value)}: ${detail}`);
  }

  required(field: string, detail = ''): void {
    this.add(field, 'FieldValueRequired', detail === '' ? 'Required value' : `Required value: ${detail}`);
  }

  notSupported(field: string, value: unknown, supported: readonly unknown[]): void {
    const values = supported.map((entry) => JSON.stringify(typeof entry === 'string' ? entry : JSON.stringify(entry))).join(', ');
    this.add(field, 'FieldValueNotSupported', `Unsupported value: ${quoteValue(value)}: supported values: ${values}`);
  }

  duplicate(field: string, value: unknown): void {
    this.add(field, 'FieldValueDuplicate', `Duplicate value: ${quoteValue(value)}`);
  }

  forbidden(field: string, detail: string): void {
    this.add(field, 'FieldValueForbidden', `Forbidden: ${detail}`);
  }

  notFound(field: string, value: unknown): void {
    this.add(field, 'FieldValueNotFound', `Not found: ${quoteValue(value)}`);
  }

  wrongType(field: string, value: unknown, detail: string): void {
    this.add(field, 'FieldValueTypeInvalid', `Invalid value: ${quoteValue(value)}: ${detail}`);
  }

  tooLong(field: string, maximum: number): void {
    this.add(field, 'FieldValueTooLong', `Too long: may not be more than ${maximum} bytes`);
  }

  tooMany(field: string, actual: number, maximum: number): void {
    this.add(field, 'FieldValueTooMany', `Too many: ${actual}: must have at most ${maximum} items`);
  }

  /** Throws the Invalid (422) answer when there is a fault. */
  throwIfAny(schema: Pick<KindSchema, 'group' | 'kind'>, name: string): void {
    if (this.list.length > 0) throw invalidObject(schema, name, this.list);
  }
}

function quoteValue(value: unknown): string {
  return value === undefined ? 'null' : JSON.stringify(value);
}

/** The Invalid answer for an object with its faults as causes. */
export function invalidObject(schema: Pick<KindSchema, 'group' | 'kind'>, name: string, errors: readonly FieldError[]): StatusError {
  const unique = [...new Set(errors.map((error) => `${error.field}: ${error.message}`))];
  const faults = unique.length === 1 ? unique[0] : `[${unique.join(', ')}]`;
  const kind = schema.group === '' ? schema.kind : `${schema.kind}.${schema.group}`;
  return new StatusError(422, 'Invalid', `${kind} ${JSON.stringify(name)} is invalid: ${faults}`, {
    name,
    ...(schema.group === '' ? {} : { group: schema.group }),
    kind: schema.kind,
    causes: errors.map(({ field, reason, message }) => ({ reason, message, field })),
  });
}
