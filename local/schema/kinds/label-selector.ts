import type { FieldErrors } from '../field-errors.js';
import { checkLabelValue, checkQualifiedName } from '../names.js';
import { readFields, readList, type Fields } from './kind-rules.js';

/** Whether a label selector names anything at all. */
export function isEmptySelector(selector: Fields): boolean {
  return Object.keys(readFields(selector, 'matchLabels')).length === 0 && readList(selector, 'matchExpressions').length === 0;
}

/** Whether labels match a selector; an empty selector matches everything. */
export function matchesSelector(selector: Fields, labels: Fields): boolean {
  const equal = Object.entries(readFields(selector, 'matchLabels')).every(([key, value]) => labels[key] === value);
  return equal && readList(selector, 'matchExpressions').every((expression) => matchesExpression(expression, labels));
}

function matchesExpression({ key, operator, values }: Fields, labels: Fields): boolean {
  const value = labels[String(key)];
  const wanted = Array.isArray(values) ? values : [];
  switch (operator) {
    case 'In':
      return value !== undefined && wanted.includes(value);
    case 'NotIn':
      return value === undefined || !wanted.includes(value);
    case 'Exists':
      return value !== undefined;
    default:
      return value === undefined;
  }
}

/** Adds the faults of a label selector. */
export function validateSelector(selector: Fields, field: string, errors: FieldErrors): void {
  for (const [key, value] of Object.entries(readFields(selector, 'matchLabels'))) {
    for (const fault of checkQualifiedName(key)) errors.invalid(`${field}.matchLabels`, key, fault);
    for (const fault of checkLabelValue(String(value))) errors.invalid(`${field}.matchLabels`, value, fault);
  }
  for (const [index, expression] of readList(selector, 'matchExpressions').entries()) {
    validateExpression(expression, `${field}.matchExpressions[${index}]`, errors);
  }
}

function validateExpression({ key, operator, values }: Fields, place: string, errors: FieldErrors): void {
  const count = Array.isArray(values) ? values.length : 0;
  if (operator === 'In' || operator === 'NotIn') {
    if (count === 0) errors.required(`${place}.values`, "must be specified when `operator` is 'In' or 'NotIn'");
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (count > 0) errors.forbidden(`${place}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
  } else errors.invalid(`${place}.operator`, operator ?? '', 'not a valid selector operator');
  for (const fault of checkQualifiedName(String(key ?? ''))) errors.invalid(`${place}.key`, key ?? '', fault);
}
