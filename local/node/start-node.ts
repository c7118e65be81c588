/**
 * The node agent: runs the containers of the pods that are bound to its node as sandboxed processes of this machine.
 * The processes belong to nobody: they go on when the agent is gone, and the next agent of the same data directory takes them over.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ApiAccess } from '../api-access.js';
import type { NodeAccess } from '../node-access.js';
import { AddressBook } from './address-book.js';
import { CLAIMS, CONFIG_MAPS, PODS, SECRETS, VOLUMES } from './api-reader.js';
import { openCgroups } from './cgroups.js';
import { EventRecorder } from './event-recorder.js';
import { copyHostEtc, hostRootLinks } from './host-etc.js';
import { NameDirectory } from './name-directory.js';
import type { NodeContext } from './node-context.js';
import { registerNode } from './node-object.js';
import { DEFAULT_LOG_LIMIT_BYTES, DEFAULT_NODE_NAME, type NodeSettings } from './node-settings.js';
import { nodeAccess } from './pod-access.js';
import type { Pod } from './pod.js';
import { readRecord } from './pod-record.js';
import { PodWorker } from './pod-worker.js';
import { DEFAULT_BACKOFF } from './restart-backoff.js';
import { startScheduler } from './scheduler.js';
import { startVolumeLimits } from './volume-limits.js';

const STOP_GRACE_MS = 8_000;

/** A running node agent. */
export interface RunningNode extends NodeAccess {
  /** Ends every container: SIGTERM at once, SIGKILL after 8 seconds. Resolves when no process is left. Objects stay. */
  stop(): Promise<void>;
  /** Ends every container with SIGKILL at once; what stop() waits for comes sooner. */
  kill(): void;
  /** Stops looking after the containers and leaves them running. */
  detach(): void;
}

/** Registers the node, takes over what runs, and looks after every pod bound to it. */
export async function startNode(access: ApiAccess, settings: NodeSettings): Promise<RunningNode> {
  const workers = new Map<string, PodWorker>();
  const context = await nodeContext(access, settings, workers);
  const { nodeName, cpus, memoryBytes, hostAddress } = context;
  const onError = (error: unknown): void => settings.logger.warn({ error: String(error) }, 'the node could not write to the API');
  const unregister = await registerNode(access, { name: nodeName, address: hostAddress, cpus, memoryBytes }, settings.clock, onError);
  const stops = [unregister, ...watchPods(context, workers), startVolumeLimits(context, workers), startScheduler(access, nodeName, { clock: settings.clock, events: new EventRecorder(access, { component: 'default-scheduler', nodeName: '', clock: settings.clock, logger: settings.logger }), onError })];
  removeOrphans(context, workers);
  const leave = (): void => {
    for (const stop of stops.splice(0)) stop();
    context.names.stop();
  };
  return {
    ...nodeAccess(context, (pod) => workers.get(pod.metadata.uid ?? '')),
    stop: async () => {
      leave();
      await endAll([...workers.values()]);
      context.cgroups.close();
    },
    kill: () => [...workers.values()].forEach((worker) => worker.kill()),
    detach: () => {
      leave();
      for (const worker of workers.values()) worker.detach();
    },
  };
}

async function endAll(workers: readonly PodWorker[]): Promise<void> {
  const timer = setTimeout(() => workers.forEach((worker) => worker.kill()), STOP_GRACE_MS);
  await Promise.all(workers.map((worker) => worker.stopWithNode()));
  clearTimeout(timer);
  workers.forEach((worker) => worker.detach());
}

async function nodeContext(access: ApiAccess, settings: NodeSettings, workers: ReadonlyMap<string, PodWorker>): Promise<NodeContext> {
  const podsDirectory = path.join(settings.dataDir, 'pods');
  const etcDirectory = path.join(settings.dataDir, 'node', 'etc');
  fs.mkdirSync(podsDirectory, { recursive: true, mode: 0o700 });
  const names = await copyHostEtc(etcDirectory);
  const nodeName = settings.nodeName ?? DEFAULT_NODE_NAME;
  const addresses = new AddressBook(settings.addressBlock);
  for (const uid of fs.readdirSync(podsDirectory)) {
    const record = readRecord(path.join(podsDirectory, uid));
    if (record !== undefined) addresses.keep(uid, record.address);
  }
  return {
    access, settings, nodeName, addresses, podsDirectory,
    hostAddress: settings.apiHost,
    agentIsRoot: process.getuid?.() === 0,
    volumesDirectory: path.join(settings.dataDir, 'volumes'),
    etc: { directory: etcDirectory, names },
    rootLinks: await hostRootLinks(),
    backoff: settings.backoff ?? DEFAULT_BACKOFF,
    logLimitBytes: settings.logLimitBytes ?? DEFAULT_LOG_LIMIT_BYTES,
    cpus: os.cpus().length,
    memoryBytes: os.totalmem(),
    events: new EventRecorder(access, { nodeName, clock: settings.clock, logger: settings.logger }),
    names: new NameDirectory(access, () => workers.forEach((worker) => worker.refreshNames())),
    cgroups: openCgroups(`local-node-${settings.addressBlock}`),
    isClaimHeld: (namespace, claimName) => [...workers.values()].some((worker) => worker.holdsClaim(namespace, claimName)),
  };
}

/** Keeps a worker for every pod of this node, and tells workers of changes in what their pods are made of. */
function watchPods(context: NodeContext, workers: Map<string, PodWorker>): (() => void)[] {
  const { access, nodeName } = context;
  const refreshUsers = (namespace: string, name: string): void => {
    for (const worker of workers.values()) if (worker.uses(namespace, name)) worker.refresh();
  };
  const stopPods = access.watch(PODS, {}, ({ type, object }) => {
    const pod = object as Pod;
    const uid = pod.metadata.uid ?? '';
    const worker = workers.get(uid);
    if (type === 'DELETED') return worker?.gone();
    if (worker !== undefined) return worker.update(pod);
    if (pod.spec.nodeName !== nodeName) return;
    const added = new PodWorker(context, pod, () => {
      workers.delete(uid);
      for (const other of workers.values()) if (other.uses(pod.metadata.namespace ?? '', '')) other.refresh();
    });
    workers.set(uid, added);
    added.visit();
  });
  const sources = [CONFIG_MAPS, SECRETS, CLAIMS].map((resource) =>
    access.watch(resource, {}, ({ object }) => refreshUsers(object.metadata.namespace ?? '', object.metadata.name)));
  const stopVolumes = access.watch(VOLUMES, {}, ({ object }) => {
    const claim = (object['spec'] as { claimRef?: { namespace?: string; name?: string } } | undefined)?.claimRef;
    refreshUsers(claim?.namespace ?? '', claim?.name ?? '');
  });
  return [stopPods, stopVolumes, ...sources];
}

/** Pods whose objects went while no agent was there: their processes end, then their directories go. */
function removeOrphans(context: NodeContext, workers: Map<string, PodWorker>): void {
  for (const uid of fs.readdirSync(context.podsDirectory)) {
    const record = workers.has(uid) ? undefined : readRecord(path.join(context.podsDirectory, uid));
    if (record === undefined) continue;
    const worker = new PodWorker(context, record.pod, () => workers.delete(uid));
    workers.set(uid, worker);
    worker.gone();
  }
}
