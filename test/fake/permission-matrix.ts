import { type GraphQLField, type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql';
import { permissionOf } from '../../schema/graphql/permission-directive.js';
import type { Permission } from '../../schema/graphql/permission.js';

type Field = GraphQLField<unknown, unknown>;

/** What a matrix of permissions asks: every field at the root, and every field within an object that needs a permission of its own. */
export interface PermissionMatrix {
  readonly fields: readonly { readonly kind: 'query' | 'mutation' | 'subscription'; readonly field: Field; readonly needs: Permission }[];
  readonly nested: readonly { readonly type: GraphQLObjectType; readonly field: Field; readonly needs: Permission }[];
}

const fieldsOf = (type: GraphQLObjectType | null | undefined): readonly Field[] => Object.values(type?.getFields() ?? {});

/** The matrix of a schema, all of it: nobody keeps a list of fields that could lack one. */
export const permissionMatrixOf = (schema: GraphQLSchema): PermissionMatrix => {
  const roots = [['query', schema.getQueryType()], ['mutation', schema.getMutationType()], ['subscription', schema.getSubscriptionType()]] as const;
  const within = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type)).filter((type) => !roots.some(([, root]) => root === type));
  return {
    fields: roots.flatMap(([kind, type]) => fieldsOf(type).map((field) => ({ kind, field, needs: permissionOf(field) ?? 'LOGIN' as Permission }))),
    nested: within.flatMap((type) => fieldsOf(type).flatMap((field) => {
      const needs = permissionOf(field);
      return needs === undefined ? [] : [{ type, field, needs }];
    })),
  };
};
