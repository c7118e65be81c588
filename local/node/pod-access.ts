import net from 'node:net';
import type { NodeAccess } from '../node-access.js';
import { StatusError } from '../status-error.js';
import { startAttach } from './attach.js';
import { startExec } from './exec.js';
import { readLog } from './log-reader.js';
import type { NodeContext } from './node-context.js';
import type { ContainerStatus, Pod } from './pod.js';
import { containerId } from './pod-status.js';
import type { PodWorker } from './pod-worker.js';

const CONNECT_MS = 10_000;

/** Logs, commands and connections of the pods that the workers look after. */
export function nodeAccess(context: NodeContext, workerOf: (pod: Pod) => PodWorker | undefined): NodeAccess {
  return {
    logs: (object, options, signal) => Promise.resolve().then(() => {
      const pod = object as Pod;
      const runtime = workerOf(pod)?.runtime(options.container);
      const { current, previous, problem } = runtime?.state ?? {};
      const shown = statusOf(pod, options.container)?.lastState.terminated?.containerID;
      const run = options.previous ? [current, previous].find((found) => found !== undefined && containerId(pod, options.container, found.attempt) === shown) : current;
      if (options.previous && run === undefined) throw badRequest(`previous terminated container "${options.container}" in pod "${pod.metadata.name}" not found`);
      if (runtime === undefined || run === undefined) throw badRequest(`container "${options.container}" in pod "${pod.metadata.name}" is waiting to start: ${problem?.reason ?? waitingReason(pod, options.container)}`);
      const isCurrent = run === current && run.phase !== 'exited';
      const ended = isCurrent ? runtime.whenEnded() : Promise.resolve();
      return readLog({ directory: runtime.runDirectory(run.attempt), ended }, options, { signal, nowMs: context.settings.clock() });
    }),
    exec: async (object, options) => {
      const pod = object as Pod;
      const target = workerOf(pod)?.runtime(options.container)?.target();
      if (target !== undefined) return startExec(target, options);
      throw notRunning(pod, options.container, 'exec into');
    },
    attach: (object, { container, stdin }) => {
      const pod = object as Pod;
      const target = workerOf(pod)?.runtime(container)?.attachTarget();
      return target === undefined ? Promise.reject(notRunning(pod, container, 'attach to')) : Promise.resolve(startAttach(target, stdin));
    },
    connect: (object, port) => {
      const address = workerOf(object as Pod)?.address;
      if (address === undefined) return Promise.reject(badRequest(`pod ${object.metadata.name} is not running on this node`));
      return connectTo(address, port).catch((error: unknown) => Promise.reject(notForwarded(object as Pod, { address, port, error })));
    },
  };
}

function notRunning(pod: Pod, container: string, what: string): StatusError {
  const phase = pod.status?.phase ?? '';
  if (phase === 'Succeeded' || phase === 'Failed') return badRequest(`cannot ${what} a container in a completed pod; current phase is ${phase}`);
  return new StatusError(500, 'InternalError', `unable to upgrade connection: container not found ("${container}")`);
}

/** In the words that a container runtime has for it, with the pod's address in the place of its own loopback. */
function notForwarded({ metadata: { uid = '' } }: Pod, { address, port, error }: { address: string; port: number; error: unknown }): StatusError {
  const { code, message } = error as NodeJS.ErrnoException;
  const why = code === 'ECONNREFUSED' ? 'connect: connection refused' : message;
  return new StatusError(500, 'InternalError', `error forwarding port ${port} to pod ${uid}, uid : failed to connect to localhost:${port} inside namespace "${uid}", IPv4: dial tcp4 ${address}:${port}: ${why}`);
}

function connectTo(address: string, port: number): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: address, port, allowHalfOpen: true });
    const timer = setTimeout(() => socket.destroy(new Error('i/o timeout')), CONNECT_MS);
    socket.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve(socket);
    });
  });
}

function waitingReason(pod: Pod, container: string): string {
  return statusOf(pod, container)?.state.waiting?.reason ?? 'ContainerCreating';
}

function statusOf(pod: Pod, container: string): ContainerStatus | undefined {
  return [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])].find(({ name }) => name === container);
}

function badRequest(message: string): StatusError {
  return new StatusError(400, 'BadRequest', message);
}
