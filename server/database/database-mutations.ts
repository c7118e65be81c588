import { checkDatabaseSpec } from '../../schema/database/check-access.js';
import { planCreateAccess, planDeleteDatabase, planUpdateAccess } from '../../schema/database/plan-access.js';
import type { CreateDatabaseInput, DatabaseGrantInput, DeleteDatabaseInput, UpdateDatabaseInput } from '../../schema/graphql/database-inputs.js';
import { databaseResourceName } from '../../schema/naming/names.js';
import type { ExtensionSpec, PostgresDatabase, PostgresDatabaseSpec } from '../../schema/resource/postgres-database.js';
import { POSTGRES_DATABASE } from '../../kube/kinds.js';
import type { Context } from '../context.js';
import { ApiError, badUserInput } from '../error/api-error.js';
import { refuseIssues } from '../error/checked.js';
import type { Mutation } from '../mutation/mutation.js';
import { accessMutation, requireRunning, subjectOf } from './access-mutation.js';
import { alreadyThere, findDatabase, notThere, requireUser } from './read-access.js';

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
export const createDatabaseMutation = (input: CreateDatabaseInput, context: Context): Mutation<PostgresDatabase> => {
  const { services } = context;
  const expected = databaseResourceName(input.cluster.name, input.name);
  const subject = subjectOf('PostgresDatabase', input, expected);
  return accessMutation({
    kind: 'CreateDatabase', resource: POSTGRES_DATABASE, target: input, subject,
    taken: (cluster, cause) => alreadyThere('database', input.name, cluster, cause),
    async intend(cluster, unfinished) {
      const spec: PostgresDatabaseSpec = { cluster: input.cluster.name, name: input.name, ...specOf(input) };
      refuseIssues(checkDatabaseSpec(spec));
      const before = await findDatabase({ cluster, name: input.name, expected }, services);
      if (before !== undefined && unfinished === undefined) throw alreadyThere('database', input.name, cluster);
      if (before?.metadata.uid !== undefined) return { plan: planCreateAccess(subject, spec), update: { before, spec: before.spec } };
      requireUser('owner', spec.owner, cluster, services);
      return { plan: planCreateAccess(subject, spec), create: spec };
    },
  }, context);
};

/** How `updateDatabase` makes its change. */
export const updateDatabaseMutation = (input: UpdateDatabaseInput, context: Context): Mutation<PostgresDatabase> => {
  const { services } = context;
  const expected = databaseResourceName(input.cluster.name, input.name);
  const subject = subjectOf('PostgresDatabase', input, expected);
  return accessMutation({
    kind: 'UpdateDatabase', resource: POSTGRES_DATABASE, target: input, subject,
    taken: (cluster, cause) => alreadyThere('database', input.name, cluster, cause),
    async intend(cluster) {
      const before = await findDatabase({ cluster, name: input.name, expected }, services);
      if (before === undefined) throw notThere('database', input.name, cluster);
      const spec: PostgresDatabaseSpec = { ...before.spec, ...specOf(input) };
      refuseIssues(checkDatabaseSpec({ ...spec, name: input.name }));
      if (input.owner != null) requireUser('owner', input.owner, cluster, services);
      const plan = planUpdateAccess(subject, before.spec, spec);
      return before.metadata.uid === undefined ? { plan, create: spec } : { plan, update: { before, spec } };
    },
  }, context);
};

/** How `deleteDatabase` makes its change. */
export const deleteDatabaseMutation = (input: DeleteDatabaseInput, context: Context): Mutation<PostgresDatabase> => {
  const expected = databaseResourceName(input.cluster.name, input.name);
  const subject = subjectOf('PostgresDatabase', input, expected);
  const isDropped = input.keepData === false;
  return accessMutation({
    kind: 'DeleteDatabase', resource: POSTGRES_DATABASE, target: input, subject,
    taken: (cluster, cause) => alreadyThere('database', input.name, cluster, cause),
    async intend(cluster, unfinished) {
      if (isDropped && input.confirm !== input.name) {
        throw badUserInput('confirm', input.confirm == null ? 'it is missing' : `"${input.confirm.slice(0, 80)}" is not the name of the database`, `Write "${input.name}" to confirm that this is the database to drop, or leave \`keepData\` out to keep its data.`);
      }
      const before = await findDatabase({ cluster, name: input.name, expected }, context.services);
      if (before === undefined && unfinished !== undefined) return undefined;
      if (before === undefined) throw notThere('database', input.name, cluster);
      if (before.metadata.uid === undefined) {
        throw new ApiError('FAILED_PRECONDITION', `The database "${input.name}" belongs to the specification of the cluster "${input.cluster.name}" and goes with it.`, { field: 'name', suggestion: 'Delete another database, or the cluster.' });
      }
      if (isDropped) requireRunning(cluster);
      return { plan: planDeleteDatabase(subject, isDropped), remove: { before, spec: { ...before.spec, reclaimPolicy: isDropped ? 'DELETE' : 'RETAIN' } } };
    },
  }, context);
};
