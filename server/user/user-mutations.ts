import { randomUUID } from 'node:crypto';
import { checkUserSpec } from '../../schema/database/check-access.js';
import { specUsers } from '../../schema/database/known-access.js';
import { planCreateAccess, planDeleteUser, planRotatePassword, planUpdateAccess } from '../../schema/database/plan-access.js';
import type { CreateUserInput, DeleteUserInput, RotateUserPasswordInput, UpdateUserInput } from '../../schema/graphql/user-inputs.js';
import { applicationUser } from '../../schema/resource/cluster-defaults.js';
import type { PostgresUser, PostgresUserSpec, UserPasswordSpec } from '../../schema/resource/postgres-user.js';
import { may } from '../auth/viewer.js';
import type { Context } from '../context.js';
import { requireRunning } from '../error/require-running.js';
import { stored } from '../database/access-mutation.js';
import { requireDatabases, requireUser } from '../database/read-access.js';
import { userMutations } from '../database/subject-mutation.js';
import { ApiError } from '../error/api-error.js';
import { refuseIssues } from '../error/checked.js';
import { forbidden } from '../error/forbidden.js';
import type { Mutation } from '../mutation/mutation.js';

/** Refuses to make or change a superuser to a viewer who may not know the accounts of the system. */
const requireSystemAccounts = (isSuperuser: boolean, namespace: string, { viewer }: Context): void => {
  if (isSuperuser && !may(viewer, 'SHOW_SYSTEM_ACCOUNTS', namespace)) throw forbidden('SHOW_SYSTEM_ACCOUNTS', namespace);
};

/** The part of a specification that an input sets. */
const specOf = (input: Partial<CreateUserInput>): Partial<PostgresUserSpec> => ({
  ...(input.databases == null ? {} : { databases: input.databases }),
  ...(input.privileges == null ? {} : { privileges: input.privileges }),
  ...(input.login == null ? {} : { login: input.login }),
  ...(input.superuser == null ? {} : { superuser: input.superuser }),
  ...(input.connectionLimit == null ? {} : { connectionLimit: input.connectionLimit }),
  ...(input.memberOf == null ? {} : { memberOf: input.memberOf }),
});

const passwordOf = ({ passwordLength, passwordSecret }: Pick<CreateUserInput, 'passwordLength' | 'passwordSecret'>): { password?: UserPasswordSpec } => {
  const password: UserPasswordSpec = { ...(passwordLength == null ? {} : { length: passwordLength }), ...(passwordSecret == null ? {} : { secret: { name: passwordSecret } }) };
  return Object.keys(password).length === 0 ? {} : { password };
};

/** How `createUser` makes its change. */
export const createUserMutation = (input: CreateUserInput, context: Context): Mutation<PostgresUser> => userMutations.creation('CreateUser', input, context, ({ cluster, before, subject }) => {
  const spec: PostgresUserSpec = { cluster: input.cluster.name, name: input.name, ...specOf(input), ...(input.validUntil == null ? {} : { validUntil: input.validUntil }), ...passwordOf(input) };
  refuseIssues(checkUserSpec(spec));
  requireSystemAccounts(spec.superuser === true, input.cluster.namespace, context);
  const plan = planCreateAccess(subject, spec);
  if (before?.metadata.uid !== undefined) return { plan, update: { before, spec: before.spec } };
  requireDatabases('databases', spec.databases, cluster, context.services);
  return { plan, create: spec };
});

/** The password of a specification after a change: null goes back to one that is generated. */
const changedPassword = (before: UserPasswordSpec | undefined, secret: string | null | undefined): { password?: UserPasswordSpec } => {
  if (secret === undefined) return before === undefined ? {} : { password: before };
  const { secret: _before, ...rest } = before ?? {};
  return { password: secret === null ? { ...rest, rotation: randomUUID() } : { ...rest, secret: { name: secret } } };
};

/** How `updateUser` makes its change. */
export const updateUserMutation = (input: UpdateUserInput, context: Context): Mutation<PostgresUser> => userMutations.change('UpdateUser', input, context, ({ cluster, before, subject }) => {
  const { password, validUntil, ...kept } = before.spec;
  const end = input.validUntil === undefined ? validUntil : input.validUntil ?? undefined;
  const { validUntil: _end, passwordSecret, ...rest } = input;
  const spec: PostgresUserSpec = { ...kept, ...specOf(rest), ...(end === undefined ? {} : { validUntil: end }), ...changedPassword(password, passwordSecret) };
  refuseIssues(checkUserSpec({ ...spec, name: input.name }));
  requireSystemAccounts(spec.superuser === true || before.spec.superuser === true, input.cluster.namespace, context);
  if (input.databases != null) requireDatabases('databases', input.databases, cluster, context.services);
  return { plan: planUpdateAccess(subject, before.spec, spec), ...stored(before, spec) };
});

/** How `rotateUserPassword` makes its change. */
export const rotateUserPasswordMutation = (input: RotateUserPasswordInput, context: Context): Mutation<PostgresUser> => userMutations.change('RotateUserPassword', input, context, ({ before, subject }) => {
  if (before.spec.password?.secret !== undefined) {
    throw new ApiError('FAILED_PRECONDITION', `The password of "${input.name}" comes from the Secret "${before.spec.password.secret.name}".`, { suggestion: 'Change it there, or have one generated with `updateUser` and `passwordSecret: null`.' });
  }
  requireSystemAccounts(before.spec.superuser === true, input.cluster.namespace, context);
  const overlapSeconds = input.overlapSeconds ?? 0;
  const password: UserPasswordSpec = { ...before.spec.password, rotation: randomUUID(), overlapSeconds, ...(input.passwordLength == null ? {} : { length: input.passwordLength }) };
  const spec = { ...before.spec, password };
  refuseIssues(checkUserSpec({ ...spec, name: input.name }));
  return { plan: planRotatePassword(subject, overlapSeconds), ...stored(before, spec) };
});

/** How `deleteUser` makes its change. */
export const deleteUserMutation = (input: DeleteUserInput, context: Context): Mutation<PostgresUser> => userMutations.change('DeleteUser', input, context, ({ cluster, before, subject }) => {
  if (specUsers(cluster).includes(input.name)) {
    throw new ApiError('FAILED_PRECONDITION', `The user "${input.name}" belongs to the specification of the cluster "${input.cluster.name}" and goes with it.`, { field: 'name', suggestion: 'Disable it with `updateUser` and `login: false`, or delete the cluster.' });
  }
  requireSystemAccounts(before.spec.superuser === true, input.cluster.namespace, context);
  requireRunning(cluster);
  const heir = input.reassignOwnedTo ?? before.spec.reassignOwnedTo ?? applicationUser(cluster.metadata.name, cluster.spec);
  if (input.reassignOwnedTo === input.name) throw new ApiError('BAD_USER_INPUT', 'reassignOwnedTo: it is the user that goes', { field: 'reassignOwnedTo', suggestion: 'Name another user.' });
  requireUser('reassignOwnedTo', input.reassignOwnedTo ?? undefined, cluster, context.services);
  return { plan: planDeleteUser(subject, heir), remove: { before, spec: { ...before.spec, reassignOwnedTo: heir } } };
});
