import { type GraphQLArgument, type GraphQLInputType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import { parseNodeId } from '../node-id.js';

/** Inputs and arguments of these names say which namespace a call is about. */
const NAMESPACE = /^(\w*N|n)amespace$/;

const collect = (name: string, type: GraphQLInputType, value: unknown, found: Set<string>): void => {
  if (value == null) return;
  if (isNonNullType(type)) return collect(name, type.ofType, value, found);
  if (isListType(type)) {
    for (const entry of Array.isArray(value) ? value : [value]) collect(name, type.ofType, entry, found);
    return undefined;
  }
  if (isInputObjectType(type)) {
    for (const field of Object.values(type.getFields())) collect(field.name, field.type, (value as Readonly<Record<string, unknown>>)[field.name], found);
    return undefined;
  }
  if (typeof value !== 'string') return undefined;
  const namespace = type.name === 'ID' ? parseNodeId(value)?.namespace : NAMESPACE.test(name) ? value : undefined;
  if (namespace !== undefined) found.add(namespace);
  return undefined;
};

/**
 * The namespaces that a call is about, wherever they stand in its arguments: as `namespace`, in the cluster that an
 * input names, behind an id. None when it is about no certain one.
 */
export const namespacesOfCall = (fields: readonly GraphQLArgument[], args: Readonly<Record<string, unknown>>): readonly string[] => {
  const found = new Set<string>();
  for (const { name, type } of fields) collect(name, type, args[name], found);
  return [...found];
};

const textIn = (value: unknown, key: string): string | undefined => {
  const found = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return typeof found === 'string' ? found : undefined;
};

/** The namespace of an object, from its own field or from its id. */
export const namespaceOfObject = (object: unknown): string | undefined => {
  const id = textIn(object, 'id');
  return textIn(object, 'namespace') ?? (id === undefined ? undefined : parseNodeId(id)?.namespace);
};
