import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { createAccess } from '../api/access.js';
import { Registry } from '../api/registry/registry.js';
import { Disk } from '../api/store/disk.js';
import { ObjectStore } from '../api/store/object-store.js';
import type { ApiAccess, ObjectKey, Resource } from '../api-access.js';
import type { KubeObject } from '../object.js';
import type { Claim, Pod } from './core-types.js';
import { kinds, type Kind } from './kinds.js';
import { startControllers } from './start-controllers.js';
import type { StatefulSet } from './workload-types.js';

const NAMESPACES: Resource = { group: '', version: 'v1', plural: 'namespaces' };
const SERVICE_ACCOUNTS: Resource = { group: '', version: 'v1', plural: 'serviceaccounts' };
const namespace = 'n';

const proxyProgram = { entry: fileURLToPath(new URL('./proxy/proxy-process.ts', import.meta.url)), execArgv: ['--import', '@swc-node/register/esm-register'] };

let dataDir: string;
let disk: Disk;
let access: ApiAccess;
let controllers: { stop(): Promise<void> };

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'controllers-'));
  disk = Disk.open(join(dataDir, 'store'));
  const fail = (error: unknown): never => {
    throw error;
  };
  const store = new ObjectStore({ disk, onBroken: fail });
  const logger = pino({ level: 'silent' });
  access = createAccess({ store, registry: new Registry(), clock: Date.now, newUid: randomUUID, addressBlock: 78, logger }, 'controllers');
  await access.create(NAMESPACES, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  await access.create(SERVICE_ACCOUNTS, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } });
  controllers = startControllers(access, { dataDir, clock: Date.now, logger, proxyProgram });
});

afterEach(async () => {
  await controllers.stop();
  await disk.close();
  await rm(dataDir, { recursive: true });
});

/** Resolves with the first state of an object that is as wanted; `undefined` is the state of one that is not there. */
function until<T extends KubeObject>(kind: Kind<T>, name: string, wanted: (object: T | undefined) => boolean, scope: 'namespaced' | 'cluster' = 'namespaced'): Promise<T | undefined> {
  const within = scope === 'namespaced' ? { namespace } : {};
  const key: ObjectKey = { ...within, name };
  return new Promise((resolve) => {
    const look = (): void => {
      const object = access.get(kind, key) as T | undefined;
      if (!wanted(object)) return;
      setImmediate(() => end());
      resolve(object);
    };
    const end = access.watch(kind, within, look);
    look();
  });
}

function statefulSet(): StatefulSet {
  const template = { metadata: { labels: { app: 's' } }, spec: { containers: [{ name: 'c', image: 'i' }] } };
  const claimTemplate: Claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } };
  return { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 's', namespace }, spec: { replicas: 1, serviceName: 's', selector: { matchLabels: { app: 's' } }, template, volumeClaimTemplates: [claimTemplate] } };
}

async function setRunning(name: string, podIP: string): Promise<void> {
  const conditions = [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-01-01T00:00:00Z' }];
  await access.modify(kinds.pod, { namespace, name }, (pod) => ({ ...pod, status: { ...(pod as Pod).status, phase: 'Running', podIP, podIPs: [{ ip: podIP }], conditions } }), 'status');
}

describe('startControllers', () => {
  test('a StatefulSet becomes a pod with a bound claim, and says when it is ready', async () => {
    await access.create(kinds.statefulSet, statefulSet());
    const pod = await until(kinds.pod, 's-0', (found) => found !== undefined);
    expect(pod?.spec.volumes).toContainEqual({ name: 'data', persistentVolumeClaim: { claimName: 'data-s-0' } });
    const claim = await until(kinds.claim, 'data-s-0', (found) => found?.status?.phase === 'Bound');
    expect(existsSync(join(dataDir, 'volumes', claim?.spec.volumeName ?? 'none'))).toBe(true);
    await setRunning('s-0', '127.78.0.1');
    const ready = await until(kinds.statefulSet, 's', (found) => found?.status?.readyReplicas === 1);
    expect(ready?.status).toMatchObject({ replicas: 1, availableReplicas: 1, currentReplicas: 1, updatedReplicas: 1, observedGeneration: 1 });
  });

  test('a volume goes with its claim, and its directory with it', async () => {
    await access.create(kinds.claim, { ...(statefulSet().spec.volumeClaimTemplates?.[0] as Claim), apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'd', namespace } });
    const claim = await until(kinds.claim, 'd', (found) => found?.status?.phase === 'Bound');
    const volume = claim?.spec.volumeName ?? '';
    await until(kinds.volume, volume, (found) => found?.status?.phase === 'Bound', 'cluster');
    await access.delete(kinds.claim, { namespace, name: 'd' });
    await until(kinds.volume, volume, (found) => found === undefined, 'cluster');
    expect(existsSync(join(dataDir, 'volumes', volume))).toBe(false);
  });

  test('a service lists the pod that carries its labels, and the next one when they move', async () => {
    const pod = (name: string, role: string): Pod => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels: { app: 'pg', role } }, spec: { containers: [{ name: 'c', image: 'i' }] } });
    await access.create(kinds.service, { apiVersion: 'v1', kind: 'Service', metadata: { name: 'primary', namespace }, spec: { selector: { app: 'pg', role: 'primary' }, ports: [{ port: 5432 }] } });
    await access.create(kinds.pod, pod('a', 'primary'));
    await access.create(kinds.pod, pod('b', 'replica'));
    await setRunning('a', '127.78.0.1');
    await setRunning('b', '127.78.0.2');
    const leads = (ip: string): Promise<unknown> => until(kinds.endpoints, 'primary', (found) => found?.subsets?.[0]?.addresses?.map((address) => address.ip).join() === ip);
    await leads('127.78.0.1');
    await access.mergePatch(kinds.pod, { namespace, name: 'a' }, { metadata: { labels: { role: 'replica' } } });
    await access.mergePatch(kinds.pod, { namespace, name: 'b' }, { metadata: { labels: { role: 'primary' } } });
    await leads('127.78.0.2');
  });

  test('a Deployment makes its pods through a ReplicaSet', async () => {
    const template = { metadata: { labels: { app: 'd' } }, spec: { containers: [{ name: 'c', image: 'i' }] } };
    await access.create(kinds.deployment, { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'd', namespace }, spec: { replicas: 2, selector: { matchLabels: { app: 'd' } }, template } });
    await until(kinds.deployment, 'd', (found) => found?.status?.replicas === 2 && found.metadata.annotations?.['deployment.kubernetes.io/revision'] === '1');
    const pods = access.list(kinds.pod, { namespace, labelSelector: 'app=d' });
    expect(pods.map(({ metadata }) => metadata.name.replace(/-[a-z0-9]{10}-[a-z0-9]{5}$/, ''))).toEqual(['d', 'd']);
  });

  test('what the API refuses is told by an Event about the workload', async () => {
    const set = statefulSet();
    const taken: Pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 's-0', namespace }, spec: { containers: [{ name: 'c', image: 'i' }] } };
    await access.create(kinds.pod, taken);
    await access.create(kinds.statefulSet, set);
    const told = (): boolean => access.list(kinds.event, { namespace }).some(({ reason, message }) => reason === 'FailedCreate' && String(message).includes('already exists'));
    await new Promise<void>((resolve) => {
      const end = access.watch(kinds.event, { namespace }, () => {
        if (!told()) return;
        setImmediate(() => end());
        resolve();
      });
    });
    await access.delete(kinds.pod, { namespace, name: 's-0' }, { gracePeriodSeconds: 0 });
    await until(kinds.pod, 's-0', (found) => found?.metadata.ownerReferences?.[0]?.kind === 'StatefulSet');
  });

  test('a Job counts its pod once and lets it be', async () => {
    const template = { spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: 'i' }] } };
    await access.create(kinds.job, { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'j', namespace }, spec: { template } });
    await until(kinds.job, 'j', (found) => found?.status?.active === 1);
    const [pod] = access.list(kinds.pod, { namespace, labelSelector: 'job-name=j' });
    await access.modify(kinds.pod, { namespace, name: pod?.metadata.name ?? '' }, (current) => ({ ...current, status: { phase: 'Succeeded' } }), 'status');
    const job = await until(kinds.job, 'j', (found) => found?.status?.conditions?.some(({ type, status }) => type === 'Complete' && status === 'True') ?? false);
    expect(job?.status).toMatchObject({ succeeded: 1, uncountedTerminatedPods: {} });
    await access.delete(kinds.pod, { namespace, name: pod?.metadata.name ?? '' }, { gracePeriodSeconds: 0 });
    expect(access.get(kinds.pod, { namespace, name: pod?.metadata.name ?? '' })).toBeUndefined();
  });
});
