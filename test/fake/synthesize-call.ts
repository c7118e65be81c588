import {
  type GraphQLArgument, type GraphQLField, type GraphQLInputField, type GraphQLInputType, type GraphQLOutputType, getNamedType, isEnumType, isInputObjectType, isLeafType,
  isListType, isNonNullType, isRequiredArgument, isRequiredInputField,
} from 'graphql';
import { nodeId } from '../../server/node-id.js';

/** What made-up values are about. */
export interface Subject {
  readonly namespace: string;
  readonly name: string;
}

const SCALARS: Readonly<Record<string, string>> = {
  Int: '1', SafeInt: '1', Float: '1', Boolean: 'false', DateTime: '"2035-01-01T00:00:00.000Z"', Quantity: '"1Gi"', JSON: '{}',
};

const isAboutNamespace = (name: string): boolean => /^(\w*N|n)amespace$/.test(name);

const scalarOf = (name: string, type: string, { namespace, name: object }: Subject): string => {
  if (type === 'ID') return JSON.stringify(nodeId({ kind: 'Operation', namespace, name: object }));
  if (type !== 'String') return SCALARS[type] ?? JSON.stringify(object);
  return JSON.stringify(isAboutNamespace(name) || name === 'namespaces' ? namespace : object);
};

const valueOf = (name: string, type: GraphQLInputType, subject: Subject): string => {
  if (isNonNullType(type)) return valueOf(name, type.ofType, subject);
  if (isListType(type)) return `[${valueOf(name, type.ofType, subject)}]`;
  if (name === PLAN) return 'true';
  if (isEnumType(type)) return type.getValues()[0]?.name ?? 'null';
  if (isInputObjectType(type)) return `{ ${pairs(Object.values(type.getFields()), subject)} }`;
  return scalarOf(name, type.name, subject);
};

const isNeeded = (field: GraphQLArgument | GraphQLInputField): boolean =>
  field.name === PLAN || ('astNode' in field && isRequiredArgument(field as GraphQLArgument)) || isRequiredInputField(field as GraphQLInputField) || isAboutNamespace(field.name);

const pairs = (fields: readonly (GraphQLArgument | GraphQLInputField)[], subject: Subject): string =>
  fields.filter(isNeeded).map(({ name, type }) => `${name}: ${valueOf(name, type, subject)}`).join(', ');

const selectionOf = (type: GraphQLOutputType): string => (isLeafType(getNamedType(type)) ? '' : ' { __typename }');

/** Whether a call only asks for a plan. */
const PLAN = 'dryRun';

/** A call of a field with made-up arguments: those that it requires, and those that say which namespace it is about. */
export const synthesizeCall = (field: GraphQLField<unknown, unknown>, subject: Subject, selection?: string): string => {
  const args = pairs(field.args, subject);
  return `${field.name}${args === '' ? '' : `(${args})`}${selection === undefined ? selectionOf(field.type) : ` ${selection}`}`;
};

/** The same arguments as JSON: variables of the field by name. */
export const synthesizeArguments = (field: GraphQLField<unknown, unknown>, subject: Subject): Record<string, unknown> =>
  jsonOf(field.args, subject);

const jsonOf = (fields: readonly (GraphQLArgument | GraphQLInputField)[], subject: Subject): Record<string, unknown> =>
  Object.fromEntries(fields.filter(isNeeded).map(({ name, type }) => [name, jsonValueOf(name, type, subject)]));

const jsonValueOf = (name: string, type: GraphQLInputType, subject: Subject): unknown => {
  if (isNonNullType(type)) return jsonValueOf(name, type.ofType, subject);
  if (isListType(type)) return [jsonValueOf(name, type.ofType, subject)];
  if (isInputObjectType(type)) return jsonOf(Object.values(type.getFields()), subject);
  const literal = valueOf(name, type, subject);
  return isEnumType(type) ? literal : JSON.parse(literal) as unknown;
};
