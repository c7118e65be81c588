/**
 * A Kubernetes whose node only says that pods run: node simulated-kubernetes.ts DIRECTORY. Pods become ready and have
 * neither processes nor addresses, so that what is measured is the control plane and nothing else.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import pino from 'pino';
import { addressBlockOf } from '../../local/address-block.js';
import { startApi } from '../../local/api/start-api.js';
import { PODS } from '../../local/node/api-reader.js';
import { startControllers } from '../../local/controllers/start-controllers.js';

const [directory = ''] = process.argv.slice(2);
const dataDir = path.join(directory, 'data');
const kubeconfig = path.join(directory, 'kubeconfig');
mkdirSync(dataDir, { recursive: true });
const logger = pino({ level: 'error' }, pino.destination(2));
const api = await startApi({ dataDir, addressBlock: addressBlockOf(dataDir), kubeconfig, clock: Date.now, port: 0, logger, onBroken: (error) => { throw error; } });
startControllers(api.accessFor('kube-controller-manager'), { dataDir, clock: Date.now, random: Math.random, logger });

const access = api.accessFor('kubelet');
const since = new Date().toISOString();

interface PodParts { readonly spec?: { readonly containers?: readonly { readonly name: string; readonly image: string }[] }; readonly status?: { readonly phase?: string } }

function running(pod: PodParts): object {
  const containers = pod.spec?.containers ?? [];
  return {
    phase: 'Running', startTime: since,
    conditions: ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'].map((type) => ({ type, status: 'True' as const, reason: '', message: '' })),
    containerStatuses: containers.map(({ name, image }) => ({
      name, image, imageID: image, ready: true, started: true, restartCount: 0, state: { running: { startedAt: since } }, lastState: {},
    })),
  };
}

access.watch(PODS, {}, (event) => {
  const { metadata } = event.object;
  const pod = event.object as PodParts;
  const key = { namespace: metadata.namespace, name: metadata.name };
  if (event.type === 'DELETED') return;
  if (metadata.deletionTimestamp !== undefined) void access.delete(PODS, key, { gracePeriodSeconds: 0 });
  else if (pod.status?.phase !== 'Running') void access.mergePatch(PODS, key, { status: running(pod) }, 'status');
});
process.stdout.write(`serves ${kubeconfig}\n`);
