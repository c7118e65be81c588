import {
  type GraphQLArgument, type GraphQLField, type GraphQLOutputType, type GraphQLSchema, type SelectionSetNode, getNamedType, isInterfaceType, isLeafType,
  isNonNullType, isObjectType, isUnionType, parse,
} from 'graphql';
import { permissionOf } from '../../schema/graphql/permission-directive.js';
import type { Permission } from '../../schema/graphql/permission.js';
import { badUserInput } from '../error/api-error.js';

/** A query or mutation as an HTTP resource. */
export interface RestOperation {
  readonly method: 'GET' | 'POST';
  /** Path below `/api`, with `{argument}` where a required one stands. */
  readonly path: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly permission: Permission;
  /** Arguments in the path. */
  readonly pathArguments: readonly GraphQLArgument[];
  /** Arguments in the query string of a GET. */
  readonly queryArguments: readonly GraphQLArgument[];
  /** The document, with a selection in place of the one that is made for the type. */
  document(selection: string | undefined): string;
}

/** How deep objects are answered unless `fields` says otherwise. */
const DEPTH_MAX = 4;

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** What is answered of a type unless asked otherwise: all that needs no argument and no permission of its own. */
export const selectionOf = (type: GraphQLOutputType, depth = 0): string => {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (isUnionType(named)) return '{ __typename }';
  if (isInterfaceType(named)) return `{ __typename ${Object.keys(named.getFields()).join(' ')} }`;
  const fields = Object.values(isObjectType(named) ? named.getFields() : {});
  // A page of a list has the same objects in `nodes`.
  const shown = fields.filter((field) => permissionOf(field) === undefined && !field.args.some(({ type: of }) => isNonNullType(of))
    && !(field.name === 'edges' && fields.some(({ name }) => name === 'nodes')));
  const parts = shown.flatMap((field) => {
    if (isLeafType(getNamedType(field.type))) return [field.name];
    return depth >= DEPTH_MAX || field.args.length > 0 ? [] : [`${field.name} ${selectionOf(field.type, depth + 1)}`];
  });
  return parts.length === 0 ? '{ __typename }' : `{ ${parts.join(' ')} }`;
};

/** Reads `fields`: names of fields with commas, of objects within braces. Throws BAD_USER_INPUT. */
export const parseFields = (fields: string): string => {
  const refuse = (why: string): Error => badUserInput('fields', why, 'Write names of fields with commas, of objects in braces, for example "name,instances{name,role}".');
  const definitions = ((): readonly { kind: string; selectionSet?: SelectionSetNode }[] => {
    try {
      return parse(`{ ${fields} }`, { noLocation: true, maxTokens: 1_000 }).definitions as readonly { kind: string; selectionSet?: SelectionSetNode }[];
    } catch (error) {
      throw refuse((error as Error).message);
    }
  })();
  if (definitions.length !== 1 || definitions[0]?.kind !== 'OperationDefinition') throw refuse('it holds more than fields');
  return `{ ${fields} }`;
};

const namespaceFirst = (a: GraphQLArgument, b: GraphQLArgument): number => Number(b.name === 'namespace') - Number(a.name === 'namespace');

const operationOf = (kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>, permission: Permission): RestOperation => {
  const isQuery = kind === 'query';
  const pathArguments = isQuery ? [...field.args].filter(({ type }) => isNonNullType(type)).sort(namespaceFirst) : [];
  const variables = field.args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const args = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  const whole = selectionOf(field.type);
  return {
    method: isQuery ? 'GET' : 'POST',
    path: `/${[kebab(field.name), ...pathArguments.map(({ name }) => `{${name}}`)].join('/')}`,
    field, permission, pathArguments,
    queryArguments: isQuery ? field.args.filter((arg) => !pathArguments.includes(arg)) : [],
    document: (selection) => `${kind} ${field.name}${variables === '' ? '' : `(${variables})`} { ${field.name}${args === '' ? '' : `(${args})`} ${isLeafType(getNamedType(field.type)) ? '' : selection ?? whole} }`,
  };
};

/** Every query and mutation of a schema as an HTTP resource. */
export const restOperations = (schema: GraphQLSchema): RestOperation[] =>
  ([['query', schema.getQueryType()], ['mutation', schema.getMutationType()]] as const).flatMap(([kind, type]) =>
    Object.values(type?.getFields() ?? {}).map((field) => operationOf(kind, field, permissionOf(field) ?? 'LOGIN')));
