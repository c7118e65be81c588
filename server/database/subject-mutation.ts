import type { AccessSubject } from '../../schema/database/plan-access.js';
import { databaseResourceName, userResourceName } from '../../schema/naming/names.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { PostgresDatabase } from '../../schema/resource/postgres-database.js';
import type { OperationKind, PostgresOperation } from '../../schema/resource/postgres-operation.js';
import type { PostgresUser } from '../../schema/resource/postgres-user.js';
import type { Kind } from '../../kube/kube-object.js';
import { POSTGRES_DATABASE, POSTGRES_USER } from '../../kube/kinds.js';
import type { Context, Services } from '../context.js';
import type { Mutation } from '../mutation/mutation.js';
import { accessMutation, type AccessIntent, type AccessTarget } from './access-mutation.js';
import { alreadyThere, findDatabase, findUser, notThere, type AccessRef } from './read-access.js';

/** What a mutation of a user or database finds. */
export interface SubjectNow<T> {
  readonly cluster: PostgresCluster;
  /** What there is of it: of one that belongs to the specification of its cluster, without a UID. */
  readonly before: T;
  /** The operation of an earlier try that did not come to its end. */
  readonly unfinished: PostgresOperation | undefined;
  readonly subject: AccessSubject;
}

/** Decides what a mutation does. */
type Intend<T extends PostgresUser | PostgresDatabase, B> = (now: SubjectNow<B>) => AccessIntent<T> | undefined;

interface SubjectKind<T extends PostgresUser | PostgresDatabase> {
  readonly resource: Kind<T>;
  readonly what: 'user' | 'database';
  readonly resourceName: (cluster: string, name: string) => string;
  readonly find: (ref: AccessRef, services: Services) => Promise<T | undefined>;
}

const mutationsOf = <T extends PostgresUser | PostgresDatabase>({ resource, what, resourceName, find }: SubjectKind<T>) => {
  const mutation = (kind: OperationKind, input: AccessTarget, context: Context, intend: Intend<T, T | undefined>): Mutation<T> => {
    const { cluster: { name: clusterName }, name } = input;
    const expected = resourceName(clusterName, name);
    const subject: AccessSubject = { kind: resource.kind as AccessSubject['kind'], resource: expected, name, cluster: clusterName };
    return accessMutation({
      kind, resource, target: input, subject,
      taken: (cluster, cause) => alreadyThere(what, name, cluster, cause),
      intend: async (cluster, unfinished) => intend({ cluster, unfinished, subject, before: await find({ cluster, name, expected }, context.services) }),
    }, context);
  };
  return {
    /** Makes one that there must not be yet. */
    creation: (kind: OperationKind, input: AccessTarget, context: Context, intend: Intend<T, T | undefined>): Mutation<T> => mutation(kind, input, context, (now) => {
      const intent = intend(now);
      if (now.before !== undefined && now.unfinished === undefined) throw alreadyThere(what, input.name, now.cluster);
      return intent;
    }),
    /** Changes or deletes one that there must be; of a deletion that was begun it may be gone already. */
    change: (kind: OperationKind, input: AccessTarget, context: Context, intend: Intend<T, T>): Mutation<T> => mutation(kind, input, context, ({ before, ...now }) => {
      if (before !== undefined) return intend({ ...now, before });
      if (now.unfinished !== undefined && kind.startsWith('Delete')) return undefined;
      throw notThere(what, input.name, now.cluster);
    }),
  };
};

/** The mutations of users. */
export const userMutations = mutationsOf<PostgresUser>({ resource: POSTGRES_USER, what: 'user', resourceName: userResourceName, find: findUser });
/** The mutations of databases. */
export const databaseMutations = mutationsOf<PostgresDatabase>({ resource: POSTGRES_DATABASE, what: 'database', resourceName: databaseResourceName, find: findDatabase });
