import { KNOWN_PARAMETERS } from '../generated/known-parameters.js';
import { nearest } from '../../validation/nearest.js';
import type { KnownParameter } from './known-parameter.js';

const BY_NAME: ReadonlyMap<string, KnownParameter> = new Map(KNOWN_PARAMETERS.map((parameter) => [parameter.name.toLowerCase(), parameter]));

/** A parameter by its name, which PostgreSQL compares without case. Undefined for those of extensions, too. */
export const findParameter = (name: string): KnownParameter | undefined => BY_NAME.get(name.toLowerCase());

/** Whether a major version has a parameter. */
export const hasParameter = ({ since, removedIn }: KnownParameter, version: number): boolean =>
  (since === undefined || version >= since) && (removedIn === undefined || version < removedIn);

/** Whether a changed value counts only after a restart. Parameters of extensions are taken to need none. */
export const needsRestart = (name: string): boolean => findParameter(name)?.context === 'postmaster';

/** The name that someone who wrote `name` most likely meant, or undefined when none is near. */
export const nearestParameter = (name: string): string | undefined => nearest(name.toLowerCase(), [...BY_NAME.keys()]);
