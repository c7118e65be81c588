import { createRequire } from 'node:module';
import { type GraphQLField, type GraphQLFieldResolver, type GraphQLSchema, defaultFieldResolver, isObjectType } from 'graphql';
import type * as ShieldModule from 'graphql-shield';
import type { IRule, IRules } from 'graphql-shield';
import type { Context } from '../context.js';
import { forbidden } from '../error/forbidden.js';

type Shield = typeof ShieldModule;

/**
 * The ESM build of graphql-shield 7.6.5 imports what Node 23 no longer has; its CommonJS build loads everywhere. Only
 * the parts that work in both are handed on.
 */
const { rule, and, or, not, allow, deny }: Shield = createRequire(import.meta.url)('graphql-shield') as Shield;
export const shield: Pick<Shield, 'rule' | 'and' | 'or' | 'not' | 'allow' | 'deny'> = { rule, and, or, not, allow, deny };

type IShieldContext = Parameters<IRule['resolve']>[2];

/** A rule of graphql-shield. */
export type Rule = Extract<IRules, { resolve: unknown }>;
/** Rules by type and field. */
export type RuleTree = Readonly<Record<string, Readonly<Record<string, Rule>>>>;

const OPTIONS: Parameters<IRule['resolve']>[4] = {
  debug: true,
  allowExternalErrors: true,
  fallbackRule: shield.deny,
  hashFunction: () => { throw new Error('Rules with the cache "strict" are not supported.'); },
};

type Resolver = GraphQLFieldResolver<unknown, Context & { _shield?: { cache: object } }>;

/** Is told of each subscription that the rules let through. */
export type OnSubscribe = (field: GraphQLField<unknown, unknown>, args: Readonly<Record<string, unknown>>, context: Context) => void;

/** `next`, behind a rule. What the rule caches lives in the context, as graphql-shield wants it. */
const guard = (own: Rule, next: Resolver): Resolver => async (parent, args, context, info) => {
  context._shield ??= { cache: {} };
  const verdict: unknown = await own.resolve(parent as object, args, context as IShieldContext, info, OPTIONS);
  if (verdict === true) return next(parent, args, context, info);
  throw verdict instanceof Error ? verdict : forbidden('LOGIN');
};

/**
 * Puts rules before the fields of a schema, in place: before `subscribe` as well as before `resolve`, so that a
 * subscription is refused when it is opened and checked again at every event. Fields of the roots that no rule names
 * are refused to everyone; other fields that no rule names cost nothing.
 */
export const applyRules = (schema: GraphQLSchema, tree: RuleTree, onSubscribe: OnSubscribe = () => {}): GraphQLSchema => {
  const roots = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const own = tree[type.name]?.[field.name] ?? (roots.has(type) ? shield.deny : undefined);
      if (own === undefined) continue;
      field.resolve = guard(own, field.resolve ?? defaultFieldResolver);
      const { subscribe } = field;
      if (subscribe === undefined) continue;
      field.subscribe = guard(own, (parent, args, context, info) => {
        onSubscribe(field, args, context);
        return subscribe(parent, args, context, info) as unknown;
      });
    }
  }
  return schema;
};
