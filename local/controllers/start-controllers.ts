import type { ApiAccess, ObjectKey } from '../api-access.js';
import { EventRecorder } from '../node/event-recorder.js';
import type { KubeObject } from '../object.js';
import type { Controller } from './controller.js';
import type { ControllerSettings } from './controller-settings.js';
import { isStale, RefusedAction } from './plan.js';
import { cronJobController } from './cronjob/cronjob-controller.js';
import { daemonSetController } from './daemonset/daemonset-controller.js';
import { deploymentController } from './deployment/deployment-controller.js';
import { replicaSetController } from './deployment/replicaset-controller.js';
import { budgetController } from './disruption/budget-controller.js';
import { jobController } from './job/job-controller.js';
import { proxyController } from './proxy/proxy-controller.js';
import { ProxySupervisor } from './proxy/proxy-supervisor.js';
import { roleAggregationController } from './role/role-aggregation.js';
import { serviceController } from './service/service-controller.js';
import { statefulSetController } from './statefulset/statefulset-controller.js';
import { storageClassController } from './volume/storage-class.js';
import { claimController, volumeController } from './volume/volume-controllers.js';
import { WorkQueue } from './work-queue.js';
import { tellingAccess, type Told } from './workload-events.js';

/** Refusals that repeat this often in a row are worth a line in the log. */
const FAILURES_LOGGED_FROM = 4;

/** Starts the controllers over one shared queue. `stop` takes no more events and waits for the visits under way. */
export function startControllers(access: ApiAccess, settings: ControllerSettings): { stop(): Promise<void> } {
  const { clock, dataDir, random = Math.random, logger } = settings;
  const proxy = new ProxySupervisor({ logger, clock, program: settings.proxyProgram });
  const controllers: readonly Controller[] = [
    storageClassController(),
    claimController(dataDir),
    volumeController(dataDir, clock),
    serviceController(),
    proxyController((service) => proxy.set(service)),
    statefulSetController(clock),
    daemonSetController(clock),
    jobController(clock),
    replicaSetController(clock),
    deploymentController(clock),
    cronJobController(clock),
    budgetController(clock),
    roleAggregationController(),
  ];
  const recorders = new Map(controllers.map(({ name, kind }) => [name, new EventRecorder(access, { component: `${kind.kind.toLowerCase()}-controller`, nodeName: '', clock, logger })]));
  const byName = new Map(controllers.map((controller) => [controller.name, controller]));
  const queue = new WorkQueue({
    visit: async (entry) => {
      const [name, key] = fromEntry(entry);
      const controller = byName.get(name);
      if (controller === undefined) return undefined;
      const { kind } = controller;
      const tell = (owner: KubeObject, { type, reason, message }: Told): void => recorders.get(name)?.record({ ...owner, apiVersion: kind.apiVersion, kind: kind.kind }, type, reason, message);
      return controller.visit(tellingAccess(access, kind.kind, key, tell), key);
    },
    failed: (entry, failures, error) => {
      if (isStale(error) && failures < FAILURES_LOGGED_FROM) return;
      logger.warn({ key: entry, failures, error: String(error) }, 'a controller could not do its work and tries again');
      const [name, key] = fromEntry(entry);
      const kind = byName.get(name)?.kind;
      const object = kind && access.get(kind, key);
      if (object && error instanceof RefusedAction) recorders.get(name)?.record({ ...object, apiVersion: kind.apiVersion, kind: kind.kind }, 'Warning', error.reason, error.message);
    },
    random,
  });
  const unwatch = watchTriggers(access, controllers, queue);
  for (const { name, initialKeys = [] } of controllers) for (const key of initialKeys) queue.add(toEntry(name, key));
  return {
    stop: async () => {
      for (const end of unwatch) end();
      await Promise.all([queue.stop(), proxy.stop()]);
    },
  };
}

/** One watch for every kind, however many controllers are told of it. */
function watchTriggers(access: ApiAccess, controllers: readonly Controller[], queue: WorkQueue): (() => void)[] {
  const triggers = controllers.flatMap(({ name, triggers: own }) => own.map((trigger) => ({ name, ...trigger })));
  const kinds = new Set(triggers.map(({ kind }) => kind));
  return [...kinds].map((kind) => {
    const told = triggers.filter((trigger) => trigger.kind === kind);
    return access.watch(kind, {}, (event) => {
      for (const { name, keys } of told) for (const key of keys(event, access)) queue.add(toEntry(name, key));
    });
  });
}

function toEntry(controller: string, { namespace = '', name }: ObjectKey): string {
  return `${controller} ${namespace}/${name}`;
}

function fromEntry(entry: string): [string, ObjectKey] {
  const space = entry.indexOf(' ');
  const slash = entry.indexOf('/', space);
  const namespace = entry.slice(space + 1, slash);
  return [entry.slice(0, space), { ...(namespace ? { namespace } : {}), name: entry.slice(slash + 1) }];
}
