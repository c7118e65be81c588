import {
  type GraphQLArgument, type GraphQLInputField, type GraphQLNamedType, type GraphQLSchema, type GraphQLType, isEnumType, isInputObjectType, isInterfaceType,
  isListType, isNonNullType, isObjectType,
} from 'graphql';
import { permissionOf } from '../../schema/graphql/permission-directive.js';
import type { RestOperation } from './rest-operation.js';

type Json = Readonly<Record<string, unknown>>;

const SCALARS: Readonly<Record<string, Json>> = {
  String: { type: 'string' }, ID: { type: 'string' }, Int: { type: 'integer', format: 'int32' }, SafeInt: { type: 'integer', format: 'int64' }, Float: { type: 'number' },
  Boolean: { type: 'boolean' }, DateTime: { type: 'string', format: 'date-time' }, JSON: {}, Quantity: { type: 'string' },
};

const schemaOf = (type: GraphQLType): Json => {
  if (isNonNullType(type)) return schemaOf(type.ofType);
  if (isListType(type)) return { type: 'array', items: schemaOf(type.ofType) };
  return SCALARS[type.name] ?? { $ref: `#/components/schemas/${type.name}` };
};

const described = (schema: Json, description: string | null | undefined): Json => (description == null ? schema : '$ref' in schema ? { allOf: [schema], description } : { ...schema, description });

const inputSchema = (fields: readonly GraphQLInputField[]): Json => {
  const required = fields.filter(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined).map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(({ name, type, description, defaultValue }) => [name, { ...described(schemaOf(type), description), ...(defaultValue === undefined ? {} : { default: defaultValue as unknown }) }])),
    ...(required.length === 0 ? {} : { required }),
  };
};

const componentOf = (type: GraphQLNamedType): Json | undefined => {
  const description = type.description == null ? {} : { description: type.description };
  if (isEnumType(type)) return { type: 'string', enum: type.getValues().map(({ name }) => name), ...description };
  if (isInputObjectType(type)) return { ...inputSchema(Object.values(type.getFields())), ...description };
  if (!isObjectType(type) && !isInterfaceType(type)) return undefined;
  const properties = Object.fromEntries(Object.values(type.getFields()).map((field) => {
    const needs = permissionOf(field);
    return [field.name, { ...described(schemaOf(field.type), field.description), ...(needs === undefined ? {} : { 'x-permission': needs }) }];
  }));
  return { type: 'object', properties, ...description };
};

const parameterOf = (place: 'path' | 'query') => ({ name, type, description }: GraphQLArgument): Json =>
  ({ name, in: place, required: place === 'path', schema: schemaOf(type), ...(description == null ? {} : { description }) });

const FIELDS: Json = { name: 'fields', in: 'query', required: false, schema: { type: 'string' }, description: 'What to answer: names of fields with commas, of objects in braces. All that needs no permission of its own when left out.' };

const ERROR = { description: 'The request is refused: `errors` says why, and what to do.', content: { 'application/json': { schema: { $ref: '#/components/schemas/Errors' } } } };

const pathItem = ({ method, field, permission, pathArguments, queryArguments }: RestOperation): Json => {
  const [input] = method === 'POST' ? field.args : [];
  const success = { description: 'The result.', content: { 'application/json': { schema: schemaOf(field.type) } } };
  return {
    [method.toLowerCase()]: {
      operationId: field.name,
      description: `${field.description ?? ''} Needs the permission ${permission}.`.trim(),
      'x-permission': permission,
      parameters: [...pathArguments.map(parameterOf('path')), ...queryArguments.map(parameterOf('query')), FIELDS],
      ...(input === undefined ? {} : { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(input.type) } } } }),
      responses: { [field.name.startsWith('create') ? 201 : 200]: success, default: ERROR },
    },
  };
};

/** The OpenAPI document of the HTTP resources. */
export const openApiOf = (schema: GraphQLSchema, operations: readonly RestOperation[], version: string): Json => ({
  openapi: '3.1.0',
  info: { title: 'pgo', version, description: 'PostgreSQL as a service. The same API as GraphQL at /graphql, generated from the same schema.' },
  servers: [{ url: '/api' }],
  security: [{ token: [] }],
  paths: Object.fromEntries(operations.map((operation) => [operation.path, pathItem(operation)])),
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    schemas: {
      ...Object.fromEntries(Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__') && !['Query', 'Mutation', 'Subscription'].includes(name))
        .flatMap((type) => {
          const component = componentOf(type);
          return component === undefined ? [] : [[type.name, component] as const];
        })),
      Errors: {
        type: 'object',
        properties: { errors: { type: 'array', items: { type: 'object', properties: { message: { type: 'string' }, extensions: { type: 'object', properties: { code: { type: 'string' }, suggestion: { type: 'string' }, correlationId: { type: 'string' } } } } } } },
      },
    },
  },
});
