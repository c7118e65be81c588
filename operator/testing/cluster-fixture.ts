import { secretData } from '../../kube/secret-text.js';
import { ANNOTATION_REMOVE_FIRST, ANNOTATION_RENEWAL, LABEL_CLUSTER, LABEL_INSTANCE } from '../../schema/naming/labels.js';
import {
  authoritySecretName, dataClaimName, instanceName, podName, primaryServiceName, replicasServiceName, serverCertificateSecretName,
  systemSecretName, userSecretName,
} from '../../schema/naming/names.js';
import { clusterSpecDefaults } from '../../schema/resource/cluster-defaults.js';
import type { PostgresCluster, PostgresClusterSpec } from '../../schema/resource/postgres-cluster.js';
import type { PersistentVolumeClaim, Pod, Secret, Service, StatefulSet } from '../../kube/core-kinds.js';
import type { ObservedInstance, ClusterWorld } from '../cluster/world.js';
import type { PatroniMember } from '../postgres/patroni-member.js';
import type { CatalogueEntry } from '../image-catalogue.js';

export const ENTRY: CatalogueEntry = { version: 15, image: 'example/postgres:15', binDir: '/usr/lib/postgresql/15/bin', patroniLeaderLabel: 'primary' };

const meta = (name: string, labels: Record<string, string> = {}): { name: string; namespace: string; uid: string; labels: Record<string, string> } =>
  ({ name, namespace: 'shop', uid: `uid-${name}`, labels: { [LABEL_CLUSTER]: 'hippo', ...labels } });

/** How an instance of the fixture is. */
export interface InstanceSetup {
  readonly ordinal: number;
  readonly role?: 'primary' | 'replica';
  readonly ready?: boolean;
  readonly running?: boolean;
  readonly parts?: readonly ('set' | 'pod' | 'claim')[];
  readonly deleting?: boolean;
  readonly walPosition?: number;
  /** Whether it is marked to be taken away first. */
  readonly goesFirst?: boolean;
  /** Whether a replica was seen to stream; null while nobody has looked. */
  readonly streams?: boolean | null;
  /** Revisions of the pod and of its template, which differ in what was asked for. */
  readonly revision?: { readonly has: string; readonly wants: string };
}

/** One instance as the cache would show it. */
export const anInstance = (setup: InstanceSetup): ObservedInstance => {
  const { ordinal, parts = ['set', 'pod', 'claim'] } = setup;
  const name = instanceName('hippo', ordinal);
  const labels = { [LABEL_INSTANCE]: name };
  const claim: PersistentVolumeClaim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: meta(dataClaimName(name), labels) };
  const member: PatroniMember = {
    role: setup.role === 'primary' ? 'master' : 'replica', state: 'running', timeline: 1, walPosition: setup.walPosition ?? 1000, pendingRestart: false,
  };
  return {
    name, ordinal,
    ...(parts.includes('set') ? { statefulSet: aStatefulSet(name, setup) } : {}),
    ...(parts.includes('pod') ? { pod: aPod(name, setup), member, ...(setup.streams === null ? {} : { streams: setup.streams ?? true }) } : {}),
    ...(parts.includes('claim') ? { claim } : {}),
  };
};

const renewalNote = (image: string): Record<string, string> => ({ [ANNOTATION_RENEWAL]: JSON.stringify({ image }) });

const aStatefulSet = (name: string, { deleting = false, goesFirst = false, revision }: InstanceSetup): StatefulSet => ({
  apiVersion: 'apps/v1', kind: 'StatefulSet',
  metadata: { ...meta(name, { [LABEL_INSTANCE]: name }), ...(deleting ? { deletionTimestamp: '2026-01-01T00:00:00Z' } : {}), ...(goesFirst ? { annotations: { [ANNOTATION_REMOVE_FIRST]: 'true' } } : {}) },
  ...(revision === undefined ? {} : { spec: { template: { metadata: { annotations: renewalNote(revision.wants) } } }, status: { updateRevision: revision.wants } }),
});

const aPod = (name: string, { ordinal, ready = true, running = true, revision }: InstanceSetup): Pod => ({
  apiVersion: 'v1', kind: 'Pod',
  metadata: {
    ...meta(podName(name), { [LABEL_INSTANCE]: name, ...(revision === undefined ? {} : { 'controller-revision-hash': revision.has }) }),
    ...(revision === undefined ? {} : { annotations: renewalNote(revision.has) }),
  },
  status: {
    podIP: `10.0.0.${ordinal}`,
    conditions: [{ type: 'Ready', status: ready ? 'True' : 'False', reason: '', message: '' }],
    containerStatuses: [{ name: 'database', ready, restartCount: 0, state: running ? { running: { startedAt: '2026-01-01T00:00:00Z' } } : { waiting: { reason: 'CrashLoopBackOff' } } }],
  },
});

const secret = (name: string, text: Record<string, string> = {}): Secret => ({
  apiVersion: 'v1', kind: 'Secret', metadata: meta(name),
  data: secretData(text),
});

const service = (name: string, clusterIP: string): Service => ({ apiVersion: 'v1', kind: 'Service', metadata: meta(name), spec: { clusterIP } });

/** What a world of the fixture has beside the defaults. */
export interface WorldSetup {
  readonly spec?: PostgresClusterSpec;
  readonly instances?: readonly InstanceSetup[];
  readonly bare?: boolean;
  readonly status?: PostgresCluster['status'];
  readonly annotations?: Record<string, string>;
  readonly databaseReady?: boolean;
  readonly inStep?: readonly string[];
}

/** A cluster `hippo` in the namespace `shop`; `bare` leaves out everything that the operator makes first. */
export const aWorld = (setup: WorldSetup = {}): ClusterWorld => {
  const spec = setup.spec ?? {};
  const cluster: PostgresCluster = {
    apiVersion: 'pgo.dev/v1', kind: 'PostgresCluster',
    metadata: { name: 'hippo', namespace: 'shop', uid: 'uid-hippo', generation: 3, resourceVersion: '7', annotations: setup.annotations },
    spec, ...(setup.status === undefined ? {} : { status: setup.status }),
  };
  const instances = (setup.instances ?? []).map(anInstance);
  const primary = setup.instances?.find(({ role }) => role === 'primary');
  const bare = setup.bare === true;
  return {
    cluster, instances, spec: clusterSpecDefaults(spec, [14, 15]),
    patroni: {
      initialized: instances.length > 0, bootstrapping: false, inStep: setup.inStep ?? [], leaderWalPosition: 1000,
      ...(primary === undefined ? {} : { leader: podName(instanceName('hippo', primary.ordinal)) }),
    },
    services: bare ? [] : [service(primaryServiceName('hippo'), '10.1.0.1'), service(replicasServiceName('hippo'), '10.1.0.2')],
    secrets: bare ? [] : [
      secret(systemSecretName('hippo')), secret(authoritySecretName('hippo'), { 'tls.crt': 'CA', 'tls.key': 'KEY' }),
      secret(serverCertificateSecretName('hippo'), { 'tls.crt': 'CERT' }), secret(userSecretName('hippo', 'hippo'), { password: 'p/w' }),
    ],
    configMaps: [], jobs: [], users: [], databases: [],
    owned: instances.flatMap(({ statefulSet, pod, claim }) => [statefulSet, pod, claim].filter((object) => object !== undefined)),
    databaseReady: setup.databaseReady,
  };
};
