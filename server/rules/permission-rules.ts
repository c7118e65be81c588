import { type GraphQLField, type GraphQLSchema, isObjectType } from 'graphql';
import { permissionOf } from '../../schema/graphql/permission-directive.js';
import type { Permission } from '../../schema/graphql/permission.js';
import { may } from '../auth/viewer.js';
import type { Context } from '../context.js';
import { forbidden } from '../error/forbidden.js';
import { parseNodeId } from '../node-id.js';
import { type Rule, type RuleTree, shield } from './shield.js';

const textIn = (value: unknown, key: string): string | undefined => {
  const found = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return typeof found === 'string' ? found : undefined;
};

/**
 * The namespace that a field is about: that of its parent, its arguments, its input, the cluster that the input names,
 * or the object that its id stands for. Undefined when it is about none: then the permission is needed in any
 * namespace, and what is answered is cut down to those.
 */
export const namespaceOf = (parent: unknown, args: Readonly<Record<string, unknown>>): string | undefined => {
  const input = args.input as Record<string, unknown> | undefined;
  return textIn(parent, 'namespace') ?? textIn(args, 'namespace') ?? textIn(input, 'namespace') ?? textIn(input?.cluster, 'namespace')
    ?? (typeof args.id === 'string' ? parseNodeId(args.id)?.namespace : undefined);
};

/** The rule of one field. Its name is unique, since graphql-shield keeps verdicts by name. */
const permissionRule = (coordinate: string, needs: Permission, isRoot: boolean): Rule => shield.rule(`${coordinate} needs ${needs}`, { cache: 'no_cache' })(
  (parent: unknown, args: Readonly<Record<string, unknown>>, { viewer }: Context) => {
    // The parent of a subscription's event is the event, whose namespace the arguments need not name.
    const namespace = isRoot ? namespaceOf(undefined, args) : namespaceOf(parent, args);
    return may(viewer, needs, namespace) || forbidden(needs, namespace);
  },
);

/** The rules of a schema, derived from `@permission` on its fields. */
export const permissionRules = (schema: GraphQLSchema): RuleTree => {
  const roots = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);
  const tree: Record<string, Record<string, Rule>> = {};
  const add = (type: string, field: GraphQLField<unknown, unknown>, isRoot: boolean): void => {
    const needs = permissionOf(field);
    if (needs !== undefined) (tree[type] ??= {})[field.name] = permissionRule(`${type}.${field.name}`, needs, isRoot);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type)) for (const field of Object.values(type.getFields())) add(type.name, field, roots.has(type));
  }
  return tree;
};
