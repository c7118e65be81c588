import type { ConfigMap, Deployment, Service } from '../../../kube/core-kinds.js';
import type { KubeObject } from '../../../kube/kube-object.js';
import {
  poolerCertificateSecretName, poolerName, poolerSecretName, poolerServiceName, primaryServiceName,
} from '../../../schema/naming/names.js';
import { tlsRequired } from '../../../schema/resource/cluster-defaults.js';
import { poolerOf, type CompletePoolerSpec } from '../../../schema/resource/cluster-pooler.js';
import { ownedMeta, type DesireInput } from './desire-input.js';
import { podMetadata } from './pod-metadata.js';
import { scheduling } from './scheduling.js';
import { secretNamed } from '../world.js';
import { RESTRICTED_CONTAINER } from '../../restricted-container.js';
import { POSTGRES_PORT, POSTGRES_UID } from '../../postgres/instance-layout.js';
import { poolerConfig } from '../../postgres/pooler-config.js';
import { POOLER_CONFIG_KEY, POOLER_CONFIG_PATH, POOLER_CONTAINER, POOLER_TLS_PATH, POOLER_USERS_KEY, POOLER_USERS_PATH } from '../../postgres/pooler-layout.js';
import { poolerLabels } from './pooler-labels.js';
import { POOLER_SCRIPT } from '../../postgres/pooler-script.js';

/** Time for transactions under way to end, in seconds. */
const STOP_SECONDS = 20;
const RESOURCES_DEFAULT = { requests: { cpu: '10m', memory: '32Mi' } };

/** All that the pooler of a cluster consists of but what has random content; nothing when there shall be none. */
export const desirePooler = (input: DesireInput): KubeObject[] => {
  const pooler = poolerOf(input.world.spec);
  const { poolerImage } = input.entry;
  if (pooler === undefined || poolerImage === undefined) return [];
  const { name } = input.world.cluster.metadata;
  const isStartable = [poolerSecretName(name), poolerCertificateSecretName(name)].every((secret) => secretNamed(input.world, secret) !== undefined);
  return [
    service(input, pooler), configMap(input, pooler), ...disruptionBudget(input, pooler),
    ...(isStartable ? [deployment(input, pooler, poolerImage)] : []),
  ];
};

const service = ({ world: { cluster, spec } }: DesireInput, { serviceType }: CompletePoolerSpec): Service => {
  const { name } = cluster.metadata;
  const metadata = ownedMeta(cluster, poolerServiceName(name), poolerLabels(name));
  return {
    apiVersion: 'v1', kind: 'Service', metadata: { ...metadata, ...(spec.service?.annotations === undefined ? {} : { annotations: spec.service.annotations }) },
    spec: {
      type: serviceType ?? spec.service?.type ?? 'ClusterIP', selector: poolerLabels(name),
      ports: [{ name: 'postgresql', port: POSTGRES_PORT, protocol: 'TCP', targetPort: POSTGRES_PORT }],
    },
  };
};

const configMap = ({ world: { cluster, spec } }: DesireInput, pooler: CompletePoolerSpec): ConfigMap => {
  const { name, namespace = '' } = cluster.metadata;
  return {
    apiVersion: 'v1', kind: 'ConfigMap', metadata: ownedMeta(cluster, poolerName(name), poolerLabels(name)),
    data: { [POOLER_CONFIG_KEY]: poolerConfig({ primaryHost: `${primaryServiceName(name)}.${namespace}.svc`, pooler, requiresTls: tlsRequired(spec) }) },
  };
};

/** Lets Kubernetes drain one pod at a time. */
const disruptionBudget = ({ world: { cluster } }: DesireInput, { replicas }: CompletePoolerSpec): KubeObject[] => {
  const { name } = cluster.metadata;
  if (replicas < 2) return [];
  const budget: KubeObject & { spec: unknown } = {
    apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: ownedMeta(cluster, poolerName(name), poolerLabels(name)),
    spec: { maxUnavailable: 1, selector: { matchLabels: poolerLabels(name) } },
  };
  return [budget];
};

const deployment = (input: DesireInput, pooler: CompletePoolerSpec, image: string): Deployment => {
  const { cluster, spec } = input.world;
  const labels = poolerLabels(cluster.metadata.name);
  return {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: ownedMeta(cluster, poolerName(cluster.metadata.name), labels),
    spec: {
      replicas: spec.stopped === true ? 0 : pooler.replicas,
      revisionHistoryLimit: 2,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      selector: { matchLabels: labels },
      template: { metadata: podMetadata(input.world.spec, { labels }), spec: podSpec(input, pooler, image) },
    },
  };
};

const podSpec = ({ world: { cluster, spec } }: DesireInput, pooler: CompletePoolerSpec, image: string): Record<string, unknown> => {
  const { name } = cluster.metadata;
  return {
    automountServiceAccountToken: false,
    ...scheduling(spec),
    terminationGracePeriodSeconds: STOP_SECONDS,
    securityContext: {
      runAsNonRoot: true, runAsUser: POSTGRES_UID, runAsGroup: POSTGRES_UID, fsGroup: POSTGRES_UID, seccompProfile: { type: 'RuntimeDefault' },
    },
    affinity: {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [{
          weight: 100, podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: poolerLabels(name) } },
        }],
      },
    },
    containers: [container(pooler, image)],
    volumes: [
      { name: 'config', configMap: { name: poolerName(name) } },
      { name: 'users', secret: { secretName: poolerSecretName(name), defaultMode: 0o440, items: [{ key: POOLER_USERS_KEY, path: POOLER_USERS_KEY }] } },
      { name: 'tls', secret: { secretName: poolerCertificateSecretName(name), defaultMode: 0o440 } },
      { name: 'tmp', emptyDir: {} },
    ],
  };
};

const container = (pooler: CompletePoolerSpec, image: string): Record<string, unknown> => ({
  name: POOLER_CONTAINER, image, imagePullPolicy: 'IfNotPresent',
  command: ['sh', '-c', POOLER_SCRIPT],
  env: [
    { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
    ...Object.entries({ HOME: '/tmp', LC_ALL: 'C.UTF-8', TZ: 'Etc/UTC' }).map(([name, value]) => ({ name, value })),
  ],
  ports: [{ name: 'postgresql', containerPort: POSTGRES_PORT, protocol: 'TCP' }],
  resources: pooler.resources ?? RESOURCES_DEFAULT,
  securityContext: RESTRICTED_CONTAINER,
  readinessProbe: { tcpSocket: { port: POSTGRES_PORT }, periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 2 },
  livenessProbe: { tcpSocket: { port: POSTGRES_PORT }, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 },
  volumeMounts: [
    { name: 'config', mountPath: POOLER_CONFIG_PATH, readOnly: true },
    { name: 'users', mountPath: POOLER_USERS_PATH, readOnly: true },
    { name: 'tls', mountPath: POOLER_TLS_PATH, readOnly: true },
    { name: 'tmp', mountPath: '/tmp' },
  ],
});
