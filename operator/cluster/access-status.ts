import { settleCondition, type ConditionDraft } from './condition-draft.js';
import { roleName } from '../../schema/database/role-name.js';
import { ANNOTATION_PASSWORD_CHANGED_AT, ANNOTATION_PREVIOUS_UNTIL } from '../../schema/naming/labels.js';
import { userSecretName } from '../../schema/naming/names.js';
import type { Condition } from '../../schema/resource/meta.js';
import type { PostgresDatabase, PostgresDatabaseStatus } from '../../schema/resource/postgres-database.js';
import type { PostgresUser, PostgresUserStatus } from '../../schema/resource/postgres-user.js';
import { databaseSubject, userSubject, type AccessFault, type AccessOutcome, type SubjectOutcome } from '../database/wanted-access.js';
import { primaryOf } from './instance-health.js';
import { isStandby } from '../standby/standby-config.js';
import { resourceFault, stampOf } from './wanted-access.js';
import { secretNamed, type ClusterWorld } from './world.js';

/** What the statuses of users and databases are derived from. */
export interface AccessView {
  /** Undefined when there is no such cluster. */
  readonly world: ClusterWorld | undefined;
  readonly outcome: AccessOutcome | undefined;
  /** Why the last attempt failed as a whole. */
  readonly error: string | undefined;
  /** Why the password of a user, by UID, cannot be read from the Secret that it comes from. */
  readonly passwordError: (uid: string) => string | undefined;
  readonly now: string;
}

const settle = (draft: ConditionDraft, { status, metadata }: PostgresUser | PostgresDatabase, now: string): Condition =>
  settleCondition(draft, { before: status?.conditions, now, generation: metadata.generation });

/** Why nothing is known of a resource as it is now; undefined while it is being worked on. */
const waiting = (resource: PostgresUser | PostgresDatabase, { world, error, passwordError }: AccessView): AccessFault | undefined => {
  if (world === undefined) return { reason: 'ClusterMissing', message: `There is no cluster "${resource.spec.cluster}" in this namespace.` };
  const fault = resourceFault(world, resource);
  if (fault !== undefined) return fault;
  const unread = passwordError(resource.metadata.uid ?? '');
  if (unread !== undefined) return { reason: 'PasswordMissing', message: `Its password cannot be read, trying again: ${unread}` };
  if (world.spec.stopped === true) return { reason: 'Stopped', message: 'The cluster is stopped; this is carried out when it is started.' };
  if (isStandby(world)) return { reason: 'Standby', message: `The cluster follows "${world.standby?.target}"; this is carried out when it is promoted.` };
  if (primaryOf(world) === undefined) return { reason: 'NoPrimary', message: 'Waits for the cluster to have a primary.' };
  return error === undefined ? undefined : { reason: 'Waiting', message: `PostgreSQL could not be asked, trying again: ${error}` };
};

const READY = { PostgresUser: 'The user is as asked for.', PostgresDatabase: 'The database is as asked for.' } as const;

/** The `Ready` condition; undefined while it is being worked on. */
const readiness = (resource: PostgresUser | PostgresDatabase, found: SubjectOutcome | undefined, view: AccessView): ConditionDraft | undefined => {
  const fault = found === undefined ? waiting(resource, view) : found.fault;
  if (fault !== undefined) return { type: 'Ready', status: 'False', ...fault };
  return found === undefined ? undefined : { type: 'Ready', status: 'True', reason: 'AsDesired', message: READY[resource.kind] };
};

const outcomeOf = (resource: PostgresUser | PostgresDatabase, { outcome }: AccessView): SubjectOutcome | undefined => {
  const found = outcome?.get((resource.kind === 'PostgresUser' ? userSubject : databaseSubject)(roleName(resource)));
  return found?.stamp === stampOf(resource) ? found : undefined;
};

const generationOf = ({ metadata: { generation } }: PostgresUser | PostgresDatabase): { observedGeneration?: number } => (generation === undefined ? {} : { observedGeneration: generation });

/** The status of a user; undefined to leave it as it is. */
export const userStatus = (user: PostgresUser, view: AccessView): PostgresUserStatus | undefined => {
  const ready = readiness(user, outcomeOf(user, view), view);
  if (ready === undefined) return undefined;
  const secretName = userSecretName(user.spec.cluster, roleName(user));
  const secret = view.world === undefined ? undefined : secretNamed(view.world, secretName);
  const annotations = secret?.metadata.annotations;
  const changedAt = annotations?.[ANNOTATION_PASSWORD_CHANGED_AT] ?? secret?.metadata.creationTimestamp;
  const previousUntil = annotations?.[ANNOTATION_PREVIOUS_UNTIL];
  return {
    ...generationOf(user), conditions: [settle(ready, user, view.now)],
    ...(secret === undefined ? {} : { secretName }),
    ...(changedAt === undefined ? {} : { passwordChangedAt: changedAt }),
    ...(previousUntil === undefined ? {} : { previousPasswordUntil: previousUntil }),
  };
};

/** The status of a database; undefined to leave it as it is. */
export const databaseStatus = (database: PostgresDatabase, view: AccessView): PostgresDatabaseStatus | undefined => {
  const found = outcomeOf(database, view);
  const ready = readiness(database, found, view);
  if (ready === undefined) return undefined;
  const { observedGeneration: _generation, conditions: before = [], ...known } = database.status ?? {};
  if (found?.facts === undefined) {
    return { ...generationOf(database), ...known, conditions: [settle(ready, database, view.now), ...before.filter(({ type }) => type === 'InSync')] };
  }
  const { extensions = [], schemas = [], drift, ...facts } = found.facts;
  const inSync: ConditionDraft = drift.length === 0 ? { type: 'InSync', status: 'True', reason: 'AsDesired', message: 'Nothing differs from the specification.' }
    : { type: 'InSync', status: 'False', reason: 'Differs', message: drift.join(' ').slice(0, 1024) };
  return {
    ...generationOf(database), ...facts, extensions: [...extensions], schemas: [...schemas], drift: [...drift],
    conditions: [settle(ready, database, view.now), settle(inSync, database, view.now)],
  };
};
