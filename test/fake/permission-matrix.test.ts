import { expect, test } from '@jest/globals';
import { GraphQLInt, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { PERMISSION_EXTENSION, permissionOf } from '../../schema/graphql/permission-directive.js';
import type { Permission } from '../../schema/graphql/permission.js';
import { permissionMatrixOf } from './permission-matrix.js';

const needing = (needs: Permission): { extensions: Record<string, string> } => ({ extensions: { [PERMISSION_EXTENSION]: needs } });
const box = new GraphQLObjectType({ name: 'Box', fields: { open: { type: GraphQLInt }, secret: { type: GraphQLString, ...needing('SHOW_SECRETS') } } });
const schemaWith = (more: object): GraphQLSchema => new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields: { box: { type: box, ...needing('SHOW_CLUSTER') }, ...more } }) });
const names = (schema: GraphQLSchema): string[] => permissionMatrixOf(schema).fields.map(({ field, needs }) => `${field.name} ${needs}`);

test('a field that is added is asked by the matrix, at the root and within an object', () => {
  expect(names(schemaWith({}))).toEqual(['box SHOW_CLUSTER']);
  expect(names(schemaWith({ more: { type: GraphQLInt, ...needing('VERSION') } }))).toEqual(['box SHOW_CLUSTER', 'more VERSION']);
  expect(permissionMatrixOf(schemaWith({})).nested.map(({ type, field, needs }) => `${type.name}.${field.name} ${needs}`)).toEqual(['Box.secret SHOW_SECRETS']);
});

test('one that is added without a permission is what the matrix fails at', () => {
  const { fields } = permissionMatrixOf(schemaWith({ open: { type: GraphQLInt } }));
  expect(fields.filter(({ field }) => permissionOf(field) === undefined).map(({ field }) => field.name)).toEqual(['open']);
});
