interface SecurityContext {
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  readonly privileged?: boolean;
  readonly allowPrivilegeEscalation?: boolean;
  readonly readOnlyRootFilesystem?: boolean;
  readonly capabilities?: { readonly drop?: readonly string[]; readonly add?: readonly string[] };
  readonly seccompProfile?: { readonly type?: string };
}
interface Container { readonly name: string; readonly securityContext?: SecurityContext; readonly ports?: readonly { readonly hostPort?: number }[] }
interface PodSpec {
  readonly securityContext?: SecurityContext;
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly volumes?: readonly Record<string, unknown>[];
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly hostIPC?: boolean;
}

const VOLUMES = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret'];

/** Why the pod security standard `restricted` would not admit a pod, and where its root file system can be written to, which is our own rule. */
export function restrictedFaults(template: object): string[] {
  const pod = template as PodSpec;
  const shared = pod.securityContext ?? {};
  return [
    ...(pod.hostNetwork || pod.hostPID || pod.hostIPC ? ['it shares something of its host'] : []),
    ...(pod.volumes ?? []).filter((volume) => !VOLUMES.some((kind) => kind in volume)).map((volume) => `the kind of volume ${String(volume['name'])} is not allowed`),
    ...[...pod.containers, ...(pod.initContainers ?? [])].flatMap((container) => containerFaults(container, shared).map((fault) => `${container.name}: ${fault}`)),
  ];
}

function containerFaults({ securityContext: own = {}, ports = [] }: Container, shared: SecurityContext): string[] {
  const checks: [boolean, string][] = [
    [(own.runAsNonRoot ?? shared.runAsNonRoot) === true, 'runAsNonRoot is not true'],
    [(own.runAsUser ?? shared.runAsUser) !== 0, 'it runs as root'],
    [own.privileged !== true, 'it is privileged'],
    [own.allowPrivilegeEscalation === false, 'allowPrivilegeEscalation is not false'],
    [own.readOnlyRootFilesystem === true, 'readOnlyRootFilesystem is not true'],
    [own.capabilities?.drop?.includes('ALL') === true, 'it does not drop all capabilities'],
    [(own.capabilities?.add ?? []).every((name) => name === 'NET_BIND_SERVICE'), 'it adds capabilities'],
    [['RuntimeDefault', 'Localhost'].includes((own.seccompProfile ?? shared.seccompProfile)?.type ?? ''), 'it has no seccomp profile'],
    [ports.every(({ hostPort }) => hostPort === undefined), 'it takes a port of its host'],
  ];
  return checks.filter(([good]) => !good).map(([, fault]) => fault);
}
