import type { KubeObject } from '../../object.js';
import { forbidden } from '../errors.js';
import type { ApiCore } from '../core.js';
import type { ResourceDefinition } from '../registry/resource-definition.js';
import { nameSuffix } from './name-suffix.js';

const TOKEN_SECONDS = 3607;
const TOKEN_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';

interface Mounting {
  readonly name: string;
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[];
}

interface PodSpec {
  readonly serviceAccountName?: string;
  readonly serviceAccount?: string;
  readonly automountServiceAccountToken?: boolean;
  readonly volumes?: readonly { readonly name: string }[];
  readonly containers?: readonly Mounting[];
  readonly initContainers?: readonly Mounting[];
  readonly tolerations?: readonly { readonly key?: string; readonly effect?: string; readonly operator?: string }[];
  readonly imagePullSecrets?: readonly unknown[];
  readonly [field: string]: unknown;
}

/** What the server adds to a new pod before it is checked: its service account with a token, tolerations, its priority. */
export function admitPod(core: ApiCore, definition: ResourceDefinition, pod: KubeObject): KubeObject {
  const spec = pod.spec as PodSpec | undefined;
  if (typeof spec !== 'object' || spec === null) return pod;
  return { ...pod, spec: { priority: 0, preemptionPolicy: 'PreemptLowerPriority', ...withTolerations(withAccount(core, definition, pod)) } };
}

function withAccount(core: ApiCore, definition: ResourceDefinition, pod: KubeObject): PodSpec {
  const spec = pod.spec as PodSpec;
  const { namespace = '', name, annotations } = pod.metadata;
  if (annotations?.['kubernetes.io/config.mirror'] !== undefined) return spec;
  const accountName = spec.serviceAccountName || spec.serviceAccount || 'default';
  const account = core.store.get('serviceaccounts', namespace, accountName);
  if (!account) {
    throw forbidden(definition, name, `error looking up service account ${namespace}/${accountName}: serviceaccount "${accountName}" not found`);
  }
  const named = { ...spec, serviceAccountName: accountName, serviceAccount: accountName };
  const pullSecrets = account.imagePullSecrets as unknown[] | undefined;
  const pulling = pullSecrets && !spec.imagePullSecrets?.length ? { ...named, imagePullSecrets: pullSecrets } : named;
  const automount = spec.automountServiceAccountToken ?? account.automountServiceAccountToken ?? true;
  return automount ? withToken(pulling, core.newUid()) : pulling;
}

/** Adds the projected volume with a token, the authority and the namespace, and mounts it where no container has its own. */
function withToken(spec: PodSpec, seed: string): PodSpec {
  const existing = spec.volumes?.find(({ name }) => name.startsWith('kube-api-access-'));
  const name = existing?.name ?? `kube-api-access-${nameSuffix(seed)}`;
  let used = false;
  const mount = (container: Mounting): Mounting => {
    if (container.volumeMounts?.some(({ mountPath }) => mountPath === TOKEN_PATH)) return container;
    used = true;
    return { ...container, volumeMounts: [...(container.volumeMounts ?? []), { name, readOnly: true, mountPath: TOKEN_PATH } as { name: string; mountPath: string }] };
  };
  const mounted = {
    ...spec,
    ...(Array.isArray(spec.containers) ? { containers: spec.containers.map(mount) } : {}),
    ...(Array.isArray(spec.initContainers) ? { initContainers: spec.initContainers.map(mount) } : {}),
  };
  if (!used || existing) return mounted;
  return { ...mounted, volumes: [...(spec.volumes ?? []), { name, projected: { defaultMode: 420, sources: TOKEN_SOURCES } } as { name: string }] };
}

const TOKEN_SOURCES = [
  { serviceAccountToken: { expirationSeconds: TOKEN_SECONDS, path: 'token' } },
  { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
  { downwardAPI: { items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }] } },
];

function withTolerations(spec: PodSpec): PodSpec {
  const tolerations = spec.tolerations ?? [];
  const missing = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'].filter(
    (key) => !tolerations.some((own) => (own.key === key || (own.key === undefined && own.operator === 'Exists')) && (own.effect === undefined || own.effect === 'NoExecute')),
  );
  if (missing.length === 0) return spec;
  return { ...spec, tolerations: [...tolerations, ...missing.map((key) => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }))] };
}
