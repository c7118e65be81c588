import { NO_KNOWLEDGE, observeCluster } from '../cluster/observe.js';
import { reachPod } from '../instance/reach.js';
import type { OperationHandler, OperationOutcome, OperationVisit } from '../operation/operation-handler.js';
import type { StepNow } from '../operation/operation-steps.js';
import { clusterEndpoints, type NamedEndpoint } from './cluster-endpoints.js';
import type { MaintenanceTools } from './maintenance-tools.js';
import { testEndpoint, type EndpointVerdict } from './test-endpoint.js';

const LOOK_AGAIN_MS = 100;

/** Outside of the network of the pods a service is reached through the pod behind it. */
const test = async ({ test: endpoint, podHost, obstacle }: NamedEndpoint, nowMs: () => number): Promise<EndpointVerdict> => {
  if (endpoint === undefined) return { isUp: false, message: obstacle ?? '' };
  const isOutside = podHost !== undefined && (await reachPod({ host: podHost, port: endpoint.port })).host !== podHost;
  return testEndpoint(isOutside ? { ...endpoint, host: podHost } : endpoint, nowMs);
};

const visitTest = ({ versions, tests }: MaintenanceTools, { operation, cache, clock }: OperationVisit): OperationOutcome => {
  const { metadata: { namespace = '', uid }, spec: { cluster = '' } } = operation;
  const world = observeCluster(cache, { namespace, name: cluster }, versions, NO_KNOWLEDGE);
  if (world === undefined) return { steps: [], error: { code: 'CLUSTER_DELETED', message: 'The cluster is gone.', suggestion: 'Create it again if it is still wanted.' } };
  const steps = clusterEndpoints(world).map((endpoint): StepNow => {
    const subject = `${uid}/${endpoint.name}`;
    tests.request(subject, subject, () => test(endpoint, () => clock.now()), () => {});
    const verdict = tests.finding(subject)?.value;
    if (verdict === undefined) return { name: endpoint.name, done: false, message: 'Connects.' };
    return { name: endpoint.name, done: verdict.isUp, message: `${verdict.isUp ? 'UP' : 'DOWN'}: ${verdict.message}`, ...(verdict.isUp ? {} : { failed: true }) };
  });
  if (steps.some(({ done, failed }) => !done && failed !== true)) return { steps, againMs: LOOK_AGAIN_MS };
  const down = steps.filter(({ failed }) => failed === true);
  const [first] = down;
  if (first === undefined) return { steps };
  return { steps, error: {
    code: 'ENDPOINT_DOWN', message: `${down.length} of ${steps.length} endpoints ${down.length === 1 ? 'is' : 'are'} down; ${first.name} is ${first.message}`,
    suggestion: 'Look at the state of the cluster (pgo show cluster NAME) and at the log of the instance (pgo logs NAME).',
  } };
};

/** Connects to services and instances: what `testCluster` leaves. */
export const testHandler = (tools: MaintenanceTools): OperationHandler => ({ visit: (visit) => Promise.resolve(visitTest(tools, visit)) });
