import { type GraphQLArgument, type GraphQLFieldResolver, type GraphQLResolveInfo, type GraphQLSchema, defaultFieldResolver, getNamedType, isInputObjectType, isObjectType } from 'graphql';
import type { AuditEntry } from '../../schema/audit/audit-chain.js';
import { permissionOf } from '../../schema/graphql/permission-directive.js';
import type { Permission } from '../../schema/graphql/permission.js';
import type { Context } from '../context.js';
import { ApiError } from '../error/api-error.js';
import { parseNodeId } from '../node-id.js';
import { namespaceOfObject, namespacesOfCall } from './call-namespaces.js';

type Args = Readonly<Record<string, unknown>>;
type Resolver = GraphQLFieldResolver<unknown, Context>;

/** Permissions whose use is on record although nothing is changed: they show what is secret. */
const SECRET: ReadonlySet<Permission> = new Set(['SHOW_SECRETS']);
/** Inputs that say what it is about or how it is asked, not what changes. */
const NO_CHANGE = new Set(['cluster', 'namespace', 'name', 'account', 'id', 'dryRun', 'idempotencyKey', 'confirm']);

const objectOf = (value: unknown): Args => (typeof value === 'object' && value !== null ? value as Args : {});
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value.slice(0, 300) : undefined);

/** Name of what a call is about. */
const targetOf = (parent: unknown, args: Args): string | undefined => {
  const input = { ...args, ...objectOf(args.input) };
  const id = textOf(input.id);
  const cluster = textOf(objectOf(input.cluster).name) ?? textOf(input.cluster);
  const name = textOf(input.name) ?? textOf(input.account) ?? textOf(input.policy) ?? (id === undefined ? undefined : parseNodeId(id)?.name);
  if (cluster !== undefined) return name === undefined ? cluster : `${cluster}/${name}`;
  return name ?? textOf(objectOf(parent).name);
};

/** The values that fields of the input have when they are left out. */
const defaultsOf = (args: readonly GraphQLArgument[]): ReadonlyMap<string, unknown> => {
  const type = getNamedType(args.find(({ name }) => name === 'input')?.type);
  return new Map(isInputObjectType(type) ? Object.values(type.getFields()).map(({ name, defaultValue }) => [name, defaultValue]) : []);
};

interface Call {
  readonly field: { readonly args: readonly GraphQLArgument[]; readonly needs: Permission };
  readonly parent: unknown;
  readonly args: Args;
  readonly info: GraphQLResolveInfo;
}

const entryOf = ({ field, parent, args, info }: Call, { viewer, address, correlationId, services }: Context, outcome: string): AuditEntry => {
  const isRoot = info.path.prev === undefined;
  const input = objectOf(args.input);
  const defaults = defaultsOf(field.args);
  const [named] = namespacesOfCall(field.args, args);
  return {
    time: new Date(services.clock.now()).toISOString(),
    account: viewer.name,
    address: address ?? null,
    action: `${info.parentType.name}.${info.fieldName}`,
    operationName: info.operation.name?.value.slice(0, 200) ?? null,
    permission: field.needs,
    namespace: (isRoot ? named : namespaceOfObject(parent) ?? named)?.slice(0, 300) ?? null,
    target: targetOf(isRoot ? undefined : parent, args) ?? null,
    outcome,
    correlationId,
    changedFields: Object.keys(input).filter((name) => input[name] != null && !NO_CHANGE.has(name) && input[name] !== defaults.get(name)).sort(),
    dryRun: input.dryRun === true,
  };
};

const codeOf = (error: unknown): string => (error instanceof ApiError ? error.code : 'FAILED');

/** `next`, with what came of it on record when it is worth one. */
const audited = (next: Resolver, field: Call['field'], { always, secret }: { always: boolean; secret: boolean }): Resolver => async (parent, args: Args, context, info) => {
  const record = (outcome: string): void => context.services.audit?.record(entryOf({ field, parent, args, info }, context, outcome));
  try {
    const result: unknown = await next(parent, args, context, info);
    if (always || (secret && result != null)) record('OK');
    return result;
  } catch (error) {
    const outcome = codeOf(error);
    if (always || outcome === 'FORBIDDEN') record(outcome);
    throw error;
  }
};

/**
 * Puts the audit log behind the fields of a guarded schema, in place: every mutation, every secret that is read and
 * every refusal leaves a record.
 */
export const auditFields = (schema: GraphQLSchema): GraphQLSchema => {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const needs = permissionOf(field);
      if (needs === undefined) continue;
      const what = { always: type === schema.getMutationType(), secret: SECRET.has(needs) };
      field.resolve = audited(field.resolve ?? defaultFieldResolver, { args: field.args, needs }, what);
      if (field.subscribe !== undefined) field.subscribe = audited(field.subscribe, { args: field.args, needs }, { always: false, secret: false });
    }
  }
  return schema;
};
