import { type GraphQLField, type GraphQLSchema, isObjectType } from 'graphql';
import { permissionOf } from '../../schema/graphql/permission-directive.js';
import type { Permission } from '../../schema/graphql/permission.js';
import { ALL_NAMESPACES, type Viewer, may, namespacesWith } from '../auth/viewer.js';
import type { Context } from '../context.js';
import type { ApiError } from '../error/api-error.js';
import { forbidden } from '../error/forbidden.js';
import { namespaceOfObject, namespacesOfCall } from './call-namespaces.js';
import { type Rule, type RuleTree, shield } from './shield.js';

type Args = Readonly<Record<string, unknown>>;
type Field = GraphQLField<unknown, unknown>;

/**
 * Why a viewer may not call a field at the root; undefined when it may. The permission is needed in every namespace
 * that the call names. When it names none, it is needed in any, and what is answered is cut down to those.
 */
const refusalOfCall = (viewer: Viewer, needs: Permission, namespaces: readonly string[]): ApiError | undefined => {
  if (namespaces.length === 0) return may(viewer, needs) ? undefined : forbidden(needs);
  const missing = namespaces.find((namespace) => !may(viewer, needs, namespace));
  return missing === undefined ? undefined : forbidden(needs, missing);
};

/** Why a viewer may not see a field of an object: the permission is needed where the object is, or everywhere when that is not known. */
const refusalOfField = (viewer: Viewer, needs: Permission, object: unknown): ApiError | undefined => {
  const namespace = namespaceOfObject(object);
  return may(viewer, needs, namespace ?? ALL_NAMESPACES) ? undefined : forbidden(needs, namespace);
};

/** The rule of one field. Its name is unique, since graphql-shield keeps verdicts by name. */
const permissionRule = (type: string, field: Field, { needs, isRoot }: { needs: Permission; isRoot: boolean }): Rule =>
  shield.rule(`${type}.${field.name} needs ${needs}`, { cache: 'no_cache' })((parent: unknown, args: Args, { viewer }: Context) => {
    // The parent of a subscription's event is the event, whose namespace the arguments need not name.
    const refusal = isRoot ? refusalOfCall(viewer, needs, namespacesOfCall(field.args, args))
      : refusalOfField(viewer, needs, parent) ?? refusalOfCall(viewer, needs, namespacesOfCall(field.args, args));
    return refusal ?? true;
  });

/** The rules of a schema, derived from `@permission` on its fields. */
export const permissionRules = (schema: GraphQLSchema): RuleTree => {
  const roots = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);
  const tree: Record<string, Record<string, Rule>> = {};
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const needs = permissionOf(field);
      if (needs !== undefined) (tree[type.name] ??= {})[field.name] = permissionRule(type.name, field, { needs, isRoot: roots.has(type) });
    }
  }
  return tree;
};

/**
 * What an open subscription stands on: asked again when rights change, it says why the subscription has to end. One
 * that is about no certain namespace also ends when it would see fewer than before.
 */
export const standingOf = (field: Field, args: Args, { viewer }: Pick<Context, 'viewer'>): (() => ApiError | undefined) => {
  const needs = permissionOf(field);
  if (needs === undefined) return () => undefined;
  const namespaces = namespacesOfCall(field.args, args);
  const seen = namespacesWith(viewer, needs);
  return () => {
    const refusal = refusalOfCall(viewer, needs, namespaces);
    if (refusal !== undefined || namespaces.length > 0) return refusal;
    const lost = [...seen].find((namespace) => !may(viewer, needs, namespace));
    return lost === undefined ? undefined : forbidden(needs, lost === ALL_NAMESPACES ? undefined : lost);
  };
};
