import type { KubeObject } from '../../object.js';
import type { PolicyRule } from './rbac.js';
import { GROUP_AUTHENTICATED, GROUP_MASTERS, GROUP_UNAUTHENTICATED } from '../user-info.js';

const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'delete', 'deletecollection', 'patch', 'update'];
const CORE_READ = ['bindings', 'configmaps', 'endpoints', 'events', 'persistentvolumeclaims', 'persistentvolumeclaims/status', 'pods', 'pods/log', 'pods/status', 'services', 'services/status', 'serviceaccounts'];
const CORE_WRITE = ['configmaps', 'endpoints', 'events', 'persistentvolumeclaims', 'pods', 'pods/attach', 'pods/exec', 'pods/portforward', 'pods/proxy', 'pods/eviction', 'secrets', 'services', 'services/proxy', 'serviceaccounts'];
const APPS = ['controllerrevisions', 'daemonsets', 'deployments', 'deployments/scale', 'deployments/status', 'replicasets', 'replicasets/scale', 'replicasets/status', 'statefulsets', 'statefulsets/scale', 'statefulsets/status'];
const OTHERS: readonly PolicyRule[] = [
  { verbs: READ, apiGroups: ['apps'], resources: APPS },
  { verbs: READ, apiGroups: ['batch'], resources: ['cronjobs', 'cronjobs/status', 'jobs', 'jobs/status'] },
  { verbs: READ, apiGroups: ['policy'], resources: ['poddisruptionbudgets', 'poddisruptionbudgets/status'] },
  { verbs: READ, apiGroups: ['networking.k8s.io'], resources: ['ingresses', 'networkpolicies'] },
  { verbs: READ, apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'] },
];
const readable: readonly PolicyRule[] = [{ verbs: READ, apiGroups: [''], resources: CORE_READ }, { verbs: READ, apiGroups: [''], resources: ['namespaces'] }, ...OTHERS];
const writable: readonly PolicyRule[] = [
  ...readable,
  { verbs: READ, apiGroups: [''], resources: ['secrets', 'pods/attach', 'pods/exec', 'pods/portforward', 'pods/proxy'] },
  { verbs: WRITE, apiGroups: [''], resources: CORE_WRITE },
  ...OTHERS.filter(({ apiGroups }) => !apiGroups?.includes('discovery.k8s.io')).map((rule) => ({ ...rule, verbs: WRITE })),
];

/** The rules of an administrator of the cluster. */
export const EVERYTHING: readonly PolicyRule[] = [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }, { verbs: ['*'], nonResourceURLs: ['*'] }];

/** The cluster roles with rules of their own that every Kubernetes starts with, as far as clients rely on them. */
const ROLES: Readonly<Record<string, readonly PolicyRule[]>> = {
  'cluster-admin': EVERYTHING,
  'system:discovery': [{ verbs: ['get'], nonResourceURLs: ['/api', '/api/*', '/apis', '/apis/*', '/healthz', '/livez', '/openapi', '/openapi/*', '/readyz', '/version', '/version/'] }],
  'system:basic-user': [
    { verbs: ['create'], apiGroups: ['authorization.k8s.io'], resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'] },
    { verbs: ['create'], apiGroups: ['authentication.k8s.io'], resources: ['selfsubjectreviews'] },
  ],
  'system:public-info-viewer': [{ verbs: ['get'], nonResourceURLs: ['/healthz', '/livez', '/readyz', '/version', '/version/'] }],
};

const BINDINGS: Readonly<Record<string, readonly string[]>> = {
  'cluster-admin': [GROUP_MASTERS],
  'system:discovery': [GROUP_AUTHENTICATED],
  'system:basic-user': [GROUP_AUTHENTICATED],
  'system:public-info-viewer': [GROUP_AUTHENTICATED, GROUP_UNAUTHENTICATED],
};

const API = 'rbac.authorization.k8s.io';
const labels = { 'kubernetes.io/bootstrapping': 'rbac-defaults' };

/** The roles that are put together from others, those of whoever defines custom resources among them; what each begins with, and whose part it is. */
const AGGREGATED: readonly { readonly name: string; readonly partOf?: string; readonly rules: readonly PolicyRule[] }[] = [
  { name: 'view', partOf: 'edit', rules: readable },
  { name: 'edit', partOf: 'admin', rules: writable },
  {
    name: 'admin',
    rules: [
      { verbs: [...READ, ...WRITE], apiGroups: [API], resources: ['rolebindings', 'roles'] },
      { verbs: ['create'], apiGroups: ['authorization.k8s.io'], resources: ['localsubjectaccessreviews'] },
    ],
  },
];

const flowsInto = (role: string | undefined): Record<string, string> => (role === undefined ? {} : { [`${API}/aggregate-to-${role}`]: 'true' });
const clusterRole = (name: string, partOf: string | undefined, content: object): KubeObject => ({ apiVersion: `${API}/v1`, kind: 'ClusterRole', metadata: { name, labels: { ...labels, ...flowsInto(partOf) } }, ...content });

/** The objects to have at every start: those that are missing are made. */
export function bootstrapRoles(): KubeObject[] {
  const roles = Object.entries(ROLES).map(([name, rules]) => clusterRole(name, undefined, { rules }));
  const aggregated = AGGREGATED.flatMap(({ name, partOf, rules }) => [
    clusterRole(`system:aggregate-to-${name}`, name, { rules }),
    clusterRole(name, partOf, { aggregationRule: { clusterRoleSelectors: [{ matchLabels: flowsInto(name) }] }, rules: [] }),
  ]);
  const bindings = Object.entries(BINDINGS).map(([name, groups]) => ({
    apiVersion: `${API}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name, labels },
    roleRef: { apiGroup: API, kind: 'ClusterRole', name },
    subjects: groups.map((group) => ({ apiGroup: API, kind: 'Group', name: group })),
  }));
  return [...roles, ...aggregated, ...bindings];
}
