import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import { MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import type { OperationErrorStatus, PostgresOperation } from '../../schema/resource/postgres-operation.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { OperationVisit } from '../operation/operation-handler.js';
import { isObserved } from '../operation/operation-steps.js';
import { TROUBLE_TIMEOUT_MS } from '../operation/operation-status.js';
import type { ScheduledWork } from './run-schedule-handler.js';

const STORED = 'Store the request';

const isThere = (cluster: PostgresCluster, stopped: boolean): boolean =>
  isObserved(cluster) && (stopped ? cluster.status?.state === 'STOPPED' : cluster.status?.primary !== undefined && cluster.status.state !== 'STOPPED');

const timedOut = (step: string, state: string): OperationErrorStatus => ({
  code: 'TIMED_OUT', message: `${step}: not done after ${TROUBLE_TIMEOUT_MS / 60_000} minutes. The cluster is ${state}.`, suggestion: 'See the conditions of the cluster.',
});
const superseded = (verb: string): OperationErrorStatus => ({
  code: 'SUPERSEDED', message: `The cluster was ${verb} by someone else meanwhile.`, suggestion: 'Run the schedule again if that was not meant.',
});

const ask = async ({ client }: OperationVisit, { metadata }: PostgresCluster, stopped: boolean): Promise<void> => {
  const { name, namespace = '', uid, resourceVersion } = metadata;
  await client.mergePatch(POSTGRES_CLUSTER, { namespace, name }, { metadata: { uid, resourceVersion }, spec: { stopped } }, { manager: MANAGER_OPERATOR });
};

const hasAsked = ({ status }: PostgresOperation): boolean => status?.steps?.some(({ name, state }) => name === STORED && state === 'SUCCEEDED') === true;

/** Stops or starts a cluster: asks for it once, then waits until it is so. Someone who asks for the opposite meanwhile wins. */
export const stopOrStart = (stopped: boolean): ScheduledWork => async (visit) => {
  const { operation, cluster, clock } = visit;
  if (cluster === undefined) return { steps: [{ name: STORED, done: false, message: 'Waits for the cluster.' }] };
  const wasStored = hasAsked(operation);
  const isAsked = (cluster.spec.stopped === true) === stopped;
  if (!isAsked && !wasStored) await ask(visit, cluster, stopped);
  const state = cluster.status?.state ?? 'UNKNOWN';
  const step = { name: stopped ? 'Stop the instances' : 'Start the primary', done: isAsked && isThere(cluster, stopped), message: `The cluster is ${state}.` };
  const steps = [{ name: STORED, done: isAsked || wasStored, message: `spec.stopped is ${String(stopped)}.` }, step];
  if (wasStored && !isAsked) return { steps, error: superseded(stopped ? 'started' : 'stopped') };
  const leftMs = Date.parse(operation.metadata.creationTimestamp ?? '') + TROUBLE_TIMEOUT_MS - clock.now();
  return step.done || leftMs > 0 ? { steps, againMs: Math.max(1000, leftMs) } : { steps, error: timedOut(step.name, state) };
};
