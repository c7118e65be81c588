import { NO_KNOWLEDGE, observeCluster } from '../cluster/observe.js';
import { addressOf } from '../cluster/database-work.js';
import { patroniOf } from '../cluster/patroni-of.js';
import type { OperationHandler, OperationOutcome, OperationVisit } from '../operation/operation-handler.js';
import type { StepNow } from '../operation/operation-steps.js';
import type { MaintenanceTools } from './maintenance-tools.js';
import { reloadInstance } from './reload-instance.js';

/** How long a reload may take, in milliseconds. */
const RELOAD_TIMEOUT_MS = 3 * 60_000;
const LOOK_AGAIN_MS = 300;

const visitReload = ({ versions, desk }: MaintenanceTools, { operation, cache, clock }: OperationVisit): OperationOutcome => {
  const { metadata: { namespace = '', uid, creationTimestamp = '' }, spec: { cluster = '' }, status } = operation;
  const world = observeCluster(cache, { namespace, name: cluster }, versions, NO_KNOWLEDGE);
  if (world === undefined) return { steps: [], error: { code: 'CLUSTER_DELETED', message: 'The cluster is gone.', suggestion: 'Create it again if it is still wanted.' } };
  if (world.spec.stopped === true) return { steps: [], error: { code: 'CLUSTER_STOPPED', message: 'The cluster is stopped.', suggestion: 'It reads its configuration when it is started (pgo start).' } };
  const steps = world.instances.filter(({ statefulSet }) => statefulSet !== undefined).map((instance): StepNow => {
    const name = `Reload ${instance.name}`;
    const subject = `${uid}/${instance.name}`;
    if (status?.steps?.some((step) => step.name === name && step.state === 'SUCCEEDED') === true) return { name, done: true, message: '' };
    desk.request(subject, subject, () => reloadInstance(patroniOf(world, instance), addressOf(world, instance)), () => {});
    const finding = desk.finding(subject);
    const done = finding?.state === 'done';
    return { name, done, message: done ? 'PostgreSQL has read its configuration.' : finding?.error ?? 'PostgreSQL reads its configuration.' };
  });
  const slow = steps.find(({ done }) => !done);
  if (slow === undefined) return { steps };
  if (clock.now() - Date.parse(creationTimestamp) < RELOAD_TIMEOUT_MS) return { steps, againMs: LOOK_AGAIN_MS };
  return { steps, error: { code: 'TIMED_OUT', message: `${slow.name}: ${slow.message}`, suggestion: 'Look at the state of the instance, then reload again.' } };
};

/** Has every instance read its configuration: what `reloadCluster` leaves. */
export const reloadHandler = (tools: MaintenanceTools): OperationHandler => ({ visit: (visit) => Promise.resolve(visitReload(tools, visit)) });
