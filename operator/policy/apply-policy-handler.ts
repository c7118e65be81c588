import { POSTGRES_CLUSTER, POSTGRES_OPERATION, POSTGRES_POLICY } from '../../kube/kinds.js';
import { MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import { checkPolicySpec } from '../../schema/policy/check-policy.js';
import { targetsOf, targetStepName, type PolicyTarget } from '../../schema/policy/policy-target.js';
import { groupStatements } from '../../schema/postgres/sql/plan-statements.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { OperationErrorStatus, PostgresOperation } from '../../schema/resource/postgres-operation.js';
import type { PostgresPolicy } from '../../schema/resource/postgres-policy.js';
import type { DatabaseDesk } from '../instance/database-desk.js';
import type { OperationHandler, OperationOutcome, OperationVisit } from '../operation/operation-handler.js';
import type { StepNow } from '../operation/operation-steps.js';
import { attemptAnnotation, formatAttempt, parseAttempt, type PolicyAttempt } from './policy-attempt.js';
import { policyLogin, primaryAddress } from './policy-login.js';
import { lockAttempt, withPolicySession } from './policy-session.js';
import { runPolicy, type PolicyOutcome } from './run-policy.js';

/** How long a cluster may be without a primary before a policy that waits for it has failed. */
const PRIMARY_TIMEOUT_MS = 5 * 60_000;
/** How often an operation looks whether its SQL has ended. */
const LOOK_AGAIN_MS = 200;

/** Runs SQL beside the loop. */
export type PolicyDesk = DatabaseDesk<PolicyOutcome>;

const refused = (code: string, message: string, suggestion: string): OperationOutcome => ({ steps: [{ name: 'Apply', done: false, message }], error: { code, message, suggestion } });

/** What an earlier visit wrote of a target that has ended; that never changes again. */
const endedBefore = ({ status }: PostgresOperation, step: string): PolicyOutcome | undefined => {
  const found = status?.steps?.find(({ name, state }) => name === step && (state === 'SUCCEEDED' || state === 'FAILED'));
  return found && { isApplied: found.state === 'SUCCEEDED', message: found.message };
};

interface TargetNow {
  readonly outcome?: PolicyOutcome | undefined;
  /** What it waits for. */
  readonly message?: string;
}

const remember = ({ client, operation }: OperationVisit, index: number) => async (attempt: PolicyAttempt): Promise<void> => {
  const { name, namespace = '', uid } = operation.metadata;
  await client.mergePatch(POSTGRES_OPERATION, { namespace, name }, { metadata: { uid, annotations: { [attemptAnnotation(index)]: formatAttempt(attempt) } } }, { manager: MANAGER_OPERATOR });
};

const applyOnce = async (visit: OperationVisit, { spec }: PostgresPolicy, { target, index }: { target: PolicyTarget; index: number }): Promise<PolicyOutcome> => {
  const { cache, client, operation } = visit;
  const { namespace = '', name } = operation.metadata;
  const cluster = cache.get(POSTGRES_CLUSTER, { namespace, name: target.cluster });
  const address = cluster && primaryAddress(cache, cluster);
  if (address === undefined) throw new Error('there is no primary');
  const login = await policyLogin(cache, { target, namespace, spec }, address);
  if ('code' in login) return { isApplied: false, ...login };
  return withPolicySession(login, async (run) => {
    await lockAttempt(run, `${operation.metadata.uid}/${index}`);
    // Read under the lock, and not from the cache: what an attempt of another process remembered must not be missed.
    const annotations = (await client.get(POSTGRES_OPERATION, { namespace, name }))?.metadata.annotations;
    return runPolicy({ run, groups: groupStatements(spec.sql), earlier: parseAttempt(annotations?.[attemptAnnotation(index)]), remember: remember(visit, index) });
  });
};

/** Why a target cannot be worked on at all. */
const obstacle = ({ cluster: name, clusterUid }: PolicyTarget, cluster: PostgresCluster | undefined): PolicyOutcome | undefined => {
  const isSame = cluster !== undefined && (clusterUid === undefined || clusterUid === cluster.metadata.uid);
  if (!isSame) return { isApplied: false, code: 'CLUSTER_DELETED', message: `The cluster "${name}" is gone.` };
  return cluster.spec.stopped === true ? { isApplied: false, code: 'CLUSTER_STOPPED', message: `The cluster "${name}" is stopped.` } : undefined;
};

const unavailable = (reason: string): PolicyOutcome =>
  ({ isApplied: false, code: 'UNAVAILABLE', message: `The database could not be reached for ${PRIMARY_TIMEOUT_MS / 60_000} minutes: ${reason}.` });

const visitTarget = (visit: OperationVisit, desk: PolicyDesk, policy: PostgresPolicy, numbered: { target: PolicyTarget; index: number }): TargetNow => {
  const { operation, cache, clock } = visit;
  const { namespace, uid, creationTimestamp = '' } = operation.metadata;
  const cluster = cache.get(POSTGRES_CLUSTER, { namespace: String(namespace), name: numbered.target.cluster });
  const subject = `${uid}/${numbered.index}`;
  const before = desk.finding(subject);
  if (before?.state === 'done') return { outcome: before.value };
  if (before?.state === 'running') return { message: 'The SQL runs.' };
  const refusal = obstacle(numbered.target, cluster);
  if (refusal !== undefined || cluster === undefined) return { outcome: refusal };
  const reason = before?.error ?? (primaryAddress(cache, cluster) === undefined ? 'there is no primary' : undefined);
  if (reason !== undefined && clock.now() - Date.parse(creationTimestamp) >= PRIMARY_TIMEOUT_MS) return { outcome: unavailable(reason) };
  desk.request(subject, subject, () => applyOnce(visit, policy, numbered), () => {});
  return { message: reason === undefined ? 'The SQL runs.' : `Tries again: ${reason}.` };
};

const errorOf = (outcomes: readonly { readonly target: PolicyTarget; readonly outcome: PolicyOutcome }[]): OperationErrorStatus | undefined => {
  const failed = outcomes.filter(({ outcome }) => !outcome.isApplied);
  const [first] = failed;
  if (first === undefined) return undefined;
  const where = failed.length === 1 ? first.target.cluster : `${failed.length} of ${outcomes.length} clusters, the first ${first.target.cluster}`;
  return { code: first.outcome.code ?? 'SQL_ERROR', message: `${where}: ${first.outcome.message}`, suggestion: 'Change what the message names, then apply the policy again.' };
};

/** Applies a policy to the targets of an operation, each on its own: a failure of one does not keep the others from it. */
export const visitPolicy = (visit: OperationVisit, desk: PolicyDesk): OperationOutcome => {
  const { operation, cache } = visit;
  const name = String(operation.spec.input?.['policy'] ?? '');
  const policy = cache.get(POSTGRES_POLICY, { namespace: operation.metadata.namespace ?? '', name });
  const targets = targetsOf(operation.spec, visit.cluster);
  if (policy === undefined) return refused('POLICY_NOT_FOUND', `There is no policy "${name}".`, 'Create it with `createPolicy`, then try again.');
  if (targets.length === 0) return refused('NO_TARGET', 'No cluster is named.', 'Name a cluster in `spec.cluster`, or in `spec.input.targets`.');
  const [issue] = checkPolicySpec(policy.spec);
  if (issue !== undefined) return refused('INVALID_POLICY', `${issue.field}: ${issue.message}`, issue.suggestion);
  const seen = targets.map((target, index) => {
    const now = endedBefore(operation, targetStepName(target));
    return { target, ...(now === undefined ? visitTarget(visit, desk, policy, { target, index }) : { outcome: now, message: undefined }) };
  });
  const steps = seen.map(({ target, outcome, message }): StepNow => ({
    name: targetStepName(target), done: outcome?.isApplied === true, message: outcome?.message ?? message ?? '', ...(outcome?.isApplied === false ? { failed: true } : {}),
  }));
  const ended = seen.flatMap(({ target, outcome }) => (outcome === undefined ? [] : [{ target, outcome }]));
  if (ended.length < seen.length) return { steps, againMs: LOOK_AGAIN_MS };
  const error = errorOf(ended);
  return { steps, ...(error === undefined ? {} : { error }) };
};

/** Carries out `ApplyPolicy`. */
export const applyPolicyHandler = (desk: PolicyDesk): OperationHandler => ({ visit: (visit) => Promise.resolve(visitPolicy(visit, desk)) });
