import { LIMITS_DEFAULT, type ServerLimits } from '../../server/settings.js';
import { StartError } from '../start-error.js';

type Environment = Readonly<Record<string, string | undefined>>;

const PREFIX = 'PGO_LIMIT_';
/** The largest value that a timer takes. */
const VALUE_MAX = 2 ** 31 - 1;

/** The variable of a limit: `depthMax` is `PGO_LIMIT_DEPTH_MAX`. */
export const limitVariable = (name: string): string => PREFIX + name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

/** The limits of the server: those that the environment names, the defaults for the others. Throws a `StartError` for what is none. */
export function limitsOf(environment: Environment): ServerLimits {
  const names = new Map(Object.keys(LIMITS_DEFAULT).map((name) => [limitVariable(name), name]));
  const named = Object.entries(environment).flatMap(([variable, text]) => {
    if (!variable.startsWith(PREFIX) || !text) return [];
    const name = names.get(variable);
    if (name === undefined) throw new StartError(`There is no limit ${variable}. The limits are ${[...names.keys()].join(', ')}.`);
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < 1 || value > VALUE_MAX) throw new StartError(`${variable} must be a whole number from 1 to ${VALUE_MAX}.`);
    return [[name, value] as const];
  });
  const limits: ServerLimits = { ...LIMITS_DEFAULT, ...Object.fromEntries(named) };
  if (limits.pageSizeDefault > limits.pageSizeMax) throw new StartError(`${limitVariable('pageSizeDefault')} (${limits.pageSizeDefault}) must not exceed ${limitVariable('pageSizeMax')} (${limits.pageSizeMax}).`);
  return limits;
}

function switchOf(environment: Environment, variable: string, isOn: boolean): boolean {
  const text = environment[variable] || String(isOn);
  if (text !== 'true' && text !== 'false') throw new StartError(`${variable} must be true or false.`);
  return text === 'true';
}

/** Whether clients may ask for the schema: unless `PGO_INTROSPECTION` is `false`. Throws a `StartError` for another word. */
export const introspectionOf = (environment: Environment): boolean => switchOf(environment, 'PGO_INTROSPECTION', true);

/** Whether only documents of our own clients are answered: when `PGO_TRUSTED_DOCUMENTS_ONLY` is `true`. Throws a `StartError` for another word. */
export const trustedDocumentsOnlyOf = (environment: Environment): boolean => switchOf(environment, 'PGO_TRUSTED_DOCUMENTS_ONLY', false);
