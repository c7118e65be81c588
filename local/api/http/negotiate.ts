import { StatusError } from '../../status-error.js';

/** In which shape an answer is wanted. */
export type Shape = 'object' | 'Table' | 'PartialObjectMetadata' | 'PartialObjectMetadataList' | 'APIGroupDiscoveryList';

/** In which form an answer is sent. */
export interface Negotiated {
  readonly shape: Shape;
  readonly yaml: boolean;
  /** The version of a shape: v1, or v2 and v2beta1 of discovery. */
  readonly version: string;
}

const PLAIN: Negotiated = { shape: 'object', yaml: false, version: 'v1' };
const SHAPES: Readonly<Record<string, readonly string[]>> = {
  Table: ['v1', 'v1beta1'],
  PartialObjectMetadata: ['v1', 'v1beta1'],
  PartialObjectMetadataList: ['v1', 'v1beta1'],
  APIGroupDiscoveryList: ['v2', 'v2beta1'],
};

/** Picks the first offer of an Accept header that can be served. Throws NotAcceptable (406). */
export function negotiate(accept: string | undefined, shapes: readonly Shape[]): Negotiated {
  if (!accept || accept === 'application/json' || accept === '*/*') return PLAIN;
  for (const offer of accept.split(',')) {
    const [type = '', ...parameters] = offer.split(';').map((part) => part.trim());
    const yaml = type === 'application/yaml';
    if (!yaml && type !== 'application/json' && type !== '*/*' && type !== 'application/*') continue;
    const values = new Map(parameters.map((parameter) => parameter.split('=', 2) as [string, string]));
    const shape = values.get('as') as Shape | undefined;
    if (shape === undefined) return { ...PLAIN, yaml };
    const version = values.get('v') ?? 'v1';
    if (shapes.includes(shape) && SHAPES[shape]?.includes(version)) return { shape, yaml: false, version };
  }
  throw new StatusError(406, 'NotAcceptable', 'only the following media types are accepted: application/json, application/yaml', {});
}
