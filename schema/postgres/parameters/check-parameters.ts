import type { Checked, Issue } from '../../validation/issue.js';
import { FORBIDDEN_PARAMETERS } from './forbidden-parameters.js';
import { findParameter, hasParameter, nearestParameter } from './find-parameter.js';
import { valueIssue } from './parameter-value.js';

/** Parameters to set; null puts one back to its default. */
export type ParameterChanges = Readonly<Record<string, string | null>>;

const PARAMETERS_MAX = 200;
const NAME = /^[a-zA-Z_][a-zA-Z0-9_]*(\.[a-zA-Z_][a-zA-Z0-9_]*)?$/;
const SHAPE = 'Write an object from name to value, for example {"work_mem": "64MB"}.';

const forbidden = new Map(FORBIDDEN_PARAMETERS.map(({ name, suggestion }) => [name, suggestion]));

const nameIssue = (field: string, name: string, version: number): Issue | undefined => {
  if (!NAME.test(name)) return { field, message: `"${name.slice(0, 80)}" is no name of a parameter`, suggestion: SHAPE };
  const managed = forbidden.get(name.toLowerCase());
  if (managed !== undefined) return { field, message: 'this parameter is managed and cannot be set', suggestion: managed };
  if (name.includes('.')) return undefined;
  const known = findParameter(name);
  if (known === undefined) {
    const near = nearestParameter(name);
    return { field, message: 'PostgreSQL has no such parameter', suggestion: near === undefined ? 'Look the name up in the PostgreSQL manual.' : `Did you mean "${near}"?` };
  }
  if (known.context === 'internal') return { field, message: 'this parameter only shows something and cannot be set', suggestion: 'Leave it out.' };
  return hasParameter(known, version) ? undefined
    : { field, message: `PostgreSQL ${version} has no such parameter`, suggestion: known.since !== undefined && version < known.since ? `It came with version ${known.since}.` : `It was removed in version ${known.removedIn}.` };
};

const toText = (value: unknown): string | undefined => {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' ? value : undefined;
};

const entryIssue = (field: string, { name, value, text, isRemovable }: { name: string; value: unknown; text: string | undefined; isRemovable: boolean }): Issue | undefined => {
  if (text !== undefined) return valueIssue(field, text, findParameter(name));
  return value === null && isRemovable ? undefined : { field, message: `${JSON.stringify(value)} is neither text nor a number nor a boolean`, suggestion: SHAPE };
};

/** Parameters out of the JSON that a caller wrote, for a major version. Null as a value is allowed where `isRemovable`. */
export const checkParameters = (field: string, json: unknown, { version, isRemovable }: { version: number; isRemovable: boolean }): Checked<ParameterChanges> => {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return { issues: [{ field, message: 'is no object', suggestion: SHAPE }] };
  const entries = Object.entries(json as Record<string, unknown>);
  const issues: Issue[] = entries.length > PARAMETERS_MAX ? [{ field, message: `has ${entries.length} parameters, more than ${PARAMETERS_MAX}`, suggestion: 'Set fewer.' }] : [];
  const parameters: Record<string, string | null> = {};
  for (const [name, value] of entries) {
    const text = toText(value);
    const wrong = nameIssue(`${field}.${name}`, name, version) ?? entryIssue(`${field}.${name}`, { name, value, text, isRemovable });
    if (wrong === undefined) parameters[findParameter(name)?.name ?? name] = text ?? null;
    else issues.push(wrong);
  }
  return issues.length > 0 ? { issues } : { value: parameters };
};
