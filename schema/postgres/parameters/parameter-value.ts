import type { Issue } from '../../validation/issue.js';
import type { KnownParameter } from './known-parameter.js';

const VALUE_LENGTH_MAX = 4096;
const BOOLEAN = /^(on|off|true|false|tru|tr|t|fals|fal|fa|f|yes|ye|y|no|n|1|0)$/i;
const NUMBER = /^\s*([+-]?(?:0x[0-9a-f]+|\d+(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+))\s*([a-zA-Z]*)\s*$/i;

/** How many of the smallest unit one of each is: bytes for sizes, microseconds for times. */
const SIZES: Readonly<Record<string, number>> = { B: 1, kB: 2 ** 10, '8kB': 2 ** 13, MB: 2 ** 20, GB: 2 ** 30, TB: 2 ** 40 };
const TIMES: Readonly<Record<string, number>> = { us: 1, ms: 1e3, s: 1e6, min: 6e7, h: 3.6e9, d: 8.64e10 };

const unitsOf = (unit: string | undefined): Readonly<Record<string, number>> => {
  if (unit === undefined) return {};
  return unit in SIZES ? SIZES : unit in TIMES ? TIMES : {};
};

const writable = (units: Readonly<Record<string, number>>): string[] => Object.keys(units).filter((unit) => unit !== '8kB');

const outOfBounds = (value: number, { min, max, unit, type }: KnownParameter): string | undefined => {
  const rounded = type === 'integer' ? Math.round(value) : value;
  const isWithin = (min === undefined || rounded >= min) && (max === undefined || rounded <= max);
  return isWithin ? undefined : `is not between ${min} and ${max}${unit === undefined ? '' : ` (in ${unit})`}`;
};

const unitIssue = (suffix: string, units: Readonly<Record<string, number>>): string | undefined => {
  if (suffix === '' || (units[suffix] !== undefined && suffix !== '8kB')) return undefined;
  return writable(units).length === 0 ? `"${suffix}" is no unit: it takes a bare number` : `"${suffix}" is no unit of it: there are ${writable(units).join(', ')}`;
};

const numberIssue = (text: string, known: KnownParameter): string | undefined => {
  const [, digits, suffix = ''] = NUMBER.exec(text) ?? [];
  if (digits === undefined) return 'is no number';
  const { unit, type } = known;
  const units = unitsOf(unit);
  const wrongUnit = unitIssue(suffix, units);
  if (wrongUnit !== undefined) return wrongUnit;
  const value = Number(digits) * (suffix === '' || unit === undefined ? 1 : (units[suffix] ?? 1) / (units[unit] ?? 1));
  return type === 'integer' && unit === undefined && !Number.isInteger(value) ? 'is no whole number' : outOfBounds(value, known);
};

const typeIssue = (text: string, known: KnownParameter): string | undefined => {
  const { type, values = [] } = known;
  if (type === 'bool') return BOOLEAN.test(text) ? undefined : 'is neither on nor off';
  if (type === 'integer' || type === 'real') return numberIssue(text, known);
  if (type === 'string' || values.length === 0) return undefined;
  return values.includes(text.toLowerCase()) || BOOLEAN.test(text) ? undefined : `is none of ${values.join(', ')}`;
};

const complaint = (text: string, known: KnownParameter | undefined): string | undefined => {
  if (text.length > VALUE_LENGTH_MAX) return `has more than ${VALUE_LENGTH_MAX} characters`;
  if (/[\u0000-\u001f\u007f]/.test(text)) return 'holds control characters';
  return known === undefined ? undefined : typeIssue(text, known);
};

const suggestionOf = (known: KnownParameter | undefined): string => {
  if (known?.type === 'bool') return 'Use "on" or "off".';
  if (known?.type === 'enum') return `Use one of: ${(known.values ?? []).join(', ')}.`;
  const units = writable(unitsOf(known?.unit));
  return units.length > 0 ? `Write a number with a unit of ${units.join(', ')}, within its bounds.` : 'Look its values up in the PostgreSQL manual.';
};

/** What is wrong with a value of a parameter; undefined when nothing is, or when the parameter is one of an extension. */
export const valueIssue = (field: string, text: string, known: KnownParameter | undefined): Issue | undefined => {
  const message = complaint(text, known);
  return message === undefined ? undefined : { field, message: `"${text.slice(0, 80)}" ${message}`, suggestion: suggestionOf(known) };
};
