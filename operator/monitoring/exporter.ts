import type { KubeObject } from '../../kube/kube-object.js';
import { monitoringSecretName } from '../../schema/naming/names.js';
import type { PostgresClusterSpec } from '../../schema/resource/postgres-cluster.js';
import { RESTRICTED_CONTAINER } from '../restricted-container.js';
import { METRICS_PORT, MONITORING_USER, SOCKET_DIRECTORY } from '../postgres/instance-layout.js';

/** Key of the password in the Secret of monitoring. */
export const MONITORING_PASSWORD_KEY = 'password';
/** Name of the container. */
export const EXPORTER_CONTAINER = 'exporter';

/** Whether postgres_exporter runs beside each instance. */
export const monitoringEnabled = ({ monitoring }: Pick<PostgresClusterSpec, 'monitoring'>): boolean => monitoring?.enabled === true;

/** The port of a service that leads to the metrics. */
export const METRICS_SERVICE_PORT = { name: 'metrics', port: METRICS_PORT, protocol: 'TCP', targetPort: METRICS_PORT };

/**
 * postgres_exporter beside PostgreSQL, which it reaches by its socket. It has no readiness probe: an instance serves
 * while nobody measures it.
 */
export const exporterContainer = (cluster: KubeObject, image: string): Record<string, unknown> => ({
  name: EXPORTER_CONTAINER,
  image,
  imagePullPolicy: 'IfNotPresent',
  command: ['prometheus-postgres-exporter', `--web.listen-address=$(POD_IP):${METRICS_PORT}`],
  env: [
    { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
    { name: 'MONITORING_PASSWORD', valueFrom: { secretKeyRef: { name: monitoringSecretName(cluster.metadata.name), key: MONITORING_PASSWORD_KEY } } },
    { name: 'DATA_SOURCE_NAME', value: `host=${SOCKET_DIRECTORY} user=${MONITORING_USER} password=$(MONITORING_PASSWORD) dbname=postgres sslmode=disable connect_timeout=5 application_name=exporter` },
  ],
  ports: [{ name: 'metrics', containerPort: METRICS_PORT, protocol: 'TCP' }],
  resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '128Mi' } },
  securityContext: RESTRICTED_CONTAINER,
  volumeMounts: [{ name: 'socket', mountPath: SOCKET_DIRECTORY }],
});
