/**
 * A Kubernetes whose node only says that pods run: node simulated-kubernetes.ts DIRECTORY. Pods have addresses but no
 * processes: what is asked of their PostgreSQL, Patroni and pgBackRest is answered here, so that clusters become READY
 * and what is measured is the control plane and nothing else.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import pino from 'pino';
import { LABEL_CLUSTER, LABEL_INSTANCE } from '../../schema/naming/labels.js';
import { addressBlockOf } from '../../local/address-block.js';
import { startApi } from '../../local/api/start-api.js';
import type { ExecSession } from '../../local/node-access.js';
import type { KubeObject } from '../../local/object.js';
import { PODS } from '../../local/node/api-reader.js';
import { registerNode } from '../../local/node/node-object.js';
import { startControllers } from '../../local/controllers/start-controllers.js';
import { SimulatedPatroni } from './simulated-patroni.js';

const [directory = ''] = process.argv.slice(2);
const dataDir = path.join(directory, 'data');
const kubeconfig = path.join(directory, 'kubeconfig');
mkdirSync(dataDir, { recursive: true });
const logger = pino({ level: 'error' }, pino.destination(2));
const addressBlock = addressBlockOf(dataDir);
const api = await startApi({ dataDir, addressBlock, kubeconfig, clock: Date.now, port: 0, logger, onBroken: (error) => { throw error; } });
startControllers(api.accessFor('kube-controller-manager'), { dataDir, clock: Date.now, random: Math.random, logger });

const access = api.accessFor('kubelet');
const NODE = 'simulated';
await registerNode(access, { name: NODE, address: `127.${addressBlock}.0.1`, cpus: 2, memoryBytes: 2 ** 34 }, Date.now, (error) => { throw error; });
const since = new Date().toISOString();
const patronis = new Map<string, SimulatedPatroni>();
const addresses = new Map<string, string>();
const ADDRESSES_IN_NET = 250;

/** An address of its own for each pod; services have theirs in the upper half of the block. */
function addressOf(uid: string): string {
  const number = addresses.size;
  const address = addresses.get(uid) ?? `127.${addressBlock}.${1 + Math.floor(number / ADDRESSES_IN_NET)}.${1 + (number % ADDRESSES_IN_NET)}`;
  addresses.set(uid, address);
  return address;
}

interface PodParts { readonly spec?: { readonly containers?: readonly { readonly name: string; readonly image: string }[] }; readonly status?: { readonly phase?: string } }

function running(pod: PodParts, podIP: string): object {
  const containers = pod.spec?.containers ?? [];
  return {
    phase: 'Running', startTime: since, podIP, podIPs: [{ ip: podIP }],
    conditions: ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'].map((type) => ({ type, status: 'True' as const, reason: '', message: '' })),
    containerStatuses: containers.map(({ name, image }) => ({
      name, image, imageID: image, ready: true, started: true, restartCount: 0, state: { running: { startedAt: since } }, lastState: {},
    })),
  };
}

async function start(object: KubeObject): Promise<void> {
  const { namespace = '', name, uid = '', labels = {} } = object.metadata;
  const cluster = labels[LABEL_CLUSTER] ?? '';
  const address = addressOf(uid);
  if (labels[LABEL_INSTANCE] !== undefined) {
    const patroni = patronis.get(`${namespace}/${cluster}`) ?? new SimulatedPatroni(access, { namespace, cluster });
    patronis.set(`${namespace}/${cluster}`, patroni);
    await patroni.run(name, address);
  }
  await access.mergePatch(PODS, { namespace, name }, { spec: { nodeName: NODE } });
  await access.mergePatch(PODS, { namespace, name }, { status: running(object as PodParts, address) }, 'status');
}

const begun = new Set<string>();
access.watch(PODS, {}, (event) => {
  const { metadata } = event.object;
  const key = { namespace: metadata.namespace, name: metadata.name };
  if (event.type === 'DELETED') return;
  if (metadata.deletionTimestamp !== undefined) void access.delete(PODS, key, { gracePeriodSeconds: 0 });
  else if (!begun.has(metadata.uid ?? '')) {
    begun.add(metadata.uid ?? '');
    // Not within the handler: the pod is written.
    setImmediate(() => void start(event.object).catch((error: unknown) => logger.error({ error: String(error) }, 'a pod could not be simulated')));
  }
});

const INFO = JSON.stringify([{
  name: 'db', status: { code: 2, message: 'no valid backups', lock: { backup: { held: false } } }, backup: [],
  archive: [{ id: '15-1', database: { id: 1, 'repo-key': 1 }, min: '000000010000000000000001', max: '000000010000000000000002' }],
  repo: [{ key: 1, status: { code: 2, message: 'no valid backups' } }],
}]);
/** What a look at the repositories prints: what pgBackRest knows, and no dumps. */
const answerOf = (command: readonly string[]): string[] => (command.some((word) => / info( |$)/.test(word)) ? [`${INFO}\n--dumps--\n`] : []);

const refuse = (): Promise<never> => Promise.reject(new Error('there are no processes on a simulated node'));
api.attachNode({
  logs: refuse,
  connect: refuse,
  attach: refuse,
  exec: (_pod, { command }): Promise<ExecSession> => Promise.resolve({
    stdin: undefined, stdout: Readable.from(answerOf(command)), stderr: Readable.from([]), exited: Promise.resolve(0), resize: () => {}, kill: () => {},
  }),
});
process.stdout.write(`serves ${kubeconfig}\n`);
