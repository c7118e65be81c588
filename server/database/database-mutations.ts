import { checkDatabaseSpec } from '../../schema/database/check-access.js';
import { planCreateAccess, planDeleteDatabase, planUpdateAccess } from '../../schema/database/plan-access.js';
import type { CreateDatabaseInput, DatabaseGrantInput, DeleteDatabaseInput, UpdateDatabaseInput } from '../../schema/graphql/database-inputs.js';
import type { ExtensionSpec, PostgresDatabase, PostgresDatabaseSpec } from '../../schema/resource/postgres-database.js';
import type { Context } from '../context.js';
import { ApiError, badUserInput } from '../error/api-error.js';
import { refuseIssues } from '../error/checked.js';
import type { Mutation } from '../mutation/mutation.js';
import { requireRunning } from '../error/require-running.js';
import { stored } from './access-mutation.js';
import { requireUser } from './read-access.js';
import { databaseMutations } from './subject-mutation.js';

const extensionOf = (text: string): ExtensionSpec => {
  const [name = '', ...version] = text.split('@');
  return { name, ...(version.length === 0 ? {} : { version: version.join('@') }) };
};

/** The part of a specification that an input sets. */
const specOf = (input: Partial<CreateDatabaseInput>): Partial<PostgresDatabaseSpec> => ({
  ...(input.owner == null ? {} : { owner: input.owner }),
  ...(input.extensions == null ? {} : { extensions: input.extensions.map(extensionOf) }),
  ...(input.schemas == null ? {} : { schemas: input.schemas.map((name) => ({ name })) }),
  ...(input.encoding == null ? {} : { encoding: input.encoding }),
  ...(input.locale == null ? {} : { locale: input.locale }),
  ...(input.connectionLimit == null ? {} : { connectionLimit: input.connectionLimit }),
  ...(input.grants == null ? {} : { grants: input.grants.map(({ role, privileges, schemas }: DatabaseGrantInput) => ({ role, privileges, ...(schemas == null ? {} : { schemas }) })) }),
});

/** How `createDatabase` makes its change. */
export const createDatabaseMutation = (input: CreateDatabaseInput, context: Context): Mutation<PostgresDatabase> => databaseMutations.creation('CreateDatabase', input, context, ({ cluster, before, subject }) => {
  const spec: PostgresDatabaseSpec = { cluster: input.cluster.name, name: input.name, ...specOf(input) };
  refuseIssues(checkDatabaseSpec(spec));
  const plan = planCreateAccess(subject, spec);
  if (before?.metadata.uid !== undefined) return { plan, update: { before, spec: before.spec } };
  requireUser('owner', spec.owner, cluster, context.services);
  return { plan, create: spec };
});

/** How `updateDatabase` makes its change. */
export const updateDatabaseMutation = (input: UpdateDatabaseInput, context: Context): Mutation<PostgresDatabase> => databaseMutations.change('UpdateDatabase', input, context, ({ cluster, before, subject }) => {
  const spec: PostgresDatabaseSpec = { ...before.spec, ...specOf(input) };
  refuseIssues(checkDatabaseSpec({ ...spec, name: input.name }));
  if (input.owner != null) requireUser('owner', input.owner, cluster, context.services);
  return { plan: planUpdateAccess(subject, before.spec, spec), ...stored(before, spec) };
});

const requireConfirmation = ({ name, confirm }: DeleteDatabaseInput): void => {
  if (confirm === name) return;
  throw badUserInput('confirm', confirm == null ? 'it is missing' : `"${confirm.slice(0, 80)}" is not the name of the database`, `Write "${name}" to confirm that this is the database to drop, or leave \`keepData\` out to keep its data.`);
};

/** How `deleteDatabase` makes its change. */
export const deleteDatabaseMutation = (input: DeleteDatabaseInput, context: Context): Mutation<PostgresDatabase> => databaseMutations.change('DeleteDatabase', input, context, ({ cluster, before, subject }) => {
  const isDropped = input.keepData === false;
  if (isDropped) requireConfirmation(input);
  if (before.metadata.uid === undefined) {
    throw new ApiError('FAILED_PRECONDITION', `The database "${input.name}" belongs to the specification of the cluster "${input.cluster.name}" and goes with it.`, { field: 'name', suggestion: 'Delete another database, or the cluster.' });
  }
  if (isDropped) requireRunning(cluster);
  return { plan: planDeleteDatabase(subject, isDropped), remove: { before, spec: { ...before.spec, reclaimPolicy: isDropped ? 'DELETE' : 'RETAIN' } } };
});
