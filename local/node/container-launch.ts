import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { ConfigError, containerEnvironment, expandVariables } from './environment.js';
import { canonicalTarget, isProtectedTarget } from './mount-target.js';
import { inputOf } from './container-input.js';
import { ENTRY_FD, ENVIRONMENT_FD, INPUT_FD, STATUS_FD } from './container-process.js';
import { withTerminal } from './exec.js';
import { hostnameOf } from './hosts-file.js';
import { writeJson, type LaunchRecord } from './launch-record.js';
import type { NodeContext } from './node-context.js';
import { DEFAULT_USER } from './node-settings.js';
import type { Container, Pod, VolumeMount } from './pod.js';
import { podField, resourceField, type NodeFacts } from './pod-field.js';
import { textSources, type PodVolumes } from './pod-volumes.js';
import { enterArguments, sandboxArguments, type SandboxMount, type SandboxUser } from './sandbox-arguments.js';

const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const DEFAULT_MESSAGE_PATH = '/dev/termination-log';
const POD_FILES = ['hosts', 'hostname', 'resolv.conf', 'passwd', 'group'];

/** A container with everything around it that decides how it is started. */
export interface ContainerPlace {
  readonly context: NodeContext;
  readonly pod: Pod;
  readonly container: Container;
  readonly podDirectory: string;
  readonly volumes: PodVolumes;
  readonly facts: NodeFacts;
}

/**
 * Prepares one run: decides everything, writes its files, and gives the arguments of bubblewrap.
 * @throws ConfigError when something that the container refers to is missing or not allowed
 */
export async function prepareRun(place: ContainerPlace, directory: string, record: Pick<LaunchRecord, 'attempt' | 'failures'>): Promise<string[]> {
  const { context, container, pod } = place;
  const environment = environmentOf(place);
  const user = sandboxUser(pod, container, context.agentIsRoot);
  const command = commandOf(container, environment);
  const workingDirectory = container.workingDir ?? '/';
  const mounts = [...podFileMounts(place.podDirectory), messageMount(container, directory), ...volumeMounts(place, environment)];
  fs.rmSync(directory, { recursive: true, force: true });
  fs.mkdirSync(directory, { recursive: true, mode: 0o700 });
  const input = inputOf(container);
  const fifos = ['life', ...(input === undefined ? [] : [input])].map((name) => path.join(directory, name));
  await promisify(execFile)('mkfifo', ['-m', '0600', ...fifos]);
  fs.writeFileSync(path.join(directory, 'environment'), Object.entries(environment).map(([name, value]) => `${name}=${value}\0`).join(''), { mode: 0o600 });
  fs.writeFileSync(path.join(directory, 'termination-log'), '');
  fs.chmodSync(path.join(directory, 'termination-log'), 0o666);
  const launch: LaunchRecord = { ...record, startedAtMs: context.settings.clock(), user, workingDirectory };
  writeJson(path.join(directory, 'launch.json'), launch);
  const { rootLinks, etc } = context;
  const readOnlyRoot = container.securityContext?.readOnlyRootFilesystem === true;
  return [
    ...sandboxArguments({ hostname: hostnameOf(pod), mounts, user, readOnlyRoot, rootLinks, etc, statusFd: STATUS_FD }),
    '--', ...enterArguments(user, { environmentFd: ENVIRONMENT_FD, entryFd: ENTRY_FD, inputFd: input === undefined ? undefined : INPUT_FD, workingDirectory, command: container.tty === true ? withTerminal(command) : command }),
  ];
}

function environmentOf({ context, pod, container, facts }: ContainerPlace): Record<string, string> {
  const namespace = pod.metadata.namespace ?? '';
  const links = pod.spec.enableServiceLinks === false ? {} : context.names.variables(namespace);
  const api = { KUBERNETES_SERVICE_HOST: context.settings.apiHost, KUBERNETES_SERVICE_PORT: String(context.settings.apiPort), KUBERNETES_SERVICE_PORT_HTTPS: String(context.settings.apiPort) };
  return containerEnvironment(container, {
    ...textSources(context, namespace),
    field: (fieldPath) => podField(pod, fieldPath, facts),
    resource: (reference) => resourceField(pod, reference, container.name, facts),
    services: { PATH: DEFAULT_PATH, HOME: '/', HOSTNAME: hostnameOf(pod), ...(container.tty === true ? { TERM: 'xterm' } : {}), ...links, ...api },
  });
}

/** The command with its arguments filled in. @throws ConfigError when there is none: there is no image that could name one */
function commandOf(container: Container, environment: Readonly<Record<string, string>>): string[] {
  const command = [...(container.command ?? []), ...(container.args ?? [])].map((word) => expandVariables(word, environment));
  if ((container.command ?? []).length === 0) throw new ConfigError('no command specified: on this node images are names only, so the container must say its command');
  return command;
}

/** Whom a container runs as. @throws ConfigError when it must not be root and would be */
export function sandboxUser(pod: Pod, container: Container, agentIsRoot: boolean): SandboxUser {
  const ofPod = pod.spec.securityContext ?? {};
  const own = container.securityContext ?? {};
  const uid = own.runAsUser ?? ofPod.runAsUser ?? DEFAULT_USER;
  const gid = own.runAsGroup ?? ofPod.runAsGroup ?? (uid === 0 ? 0 : (own.runAsUser ?? ofPod.runAsUser) === undefined ? DEFAULT_USER : uid);
  if (uid === 0 && (own.runAsNonRoot ?? ofPod.runAsNonRoot) === true) throw new ConfigError("container's runAsUser breaks non-root policy");
  const groups = [...(ofPod.fsGroup === undefined ? [] : [ofPod.fsGroup]), ...(ofPod.supplementalGroups ?? [])];
  return { uid, gid, groups, agentIsRoot, unprivilegedUid: DEFAULT_USER };
}

function podFileMounts(podDirectory: string): SandboxMount[] {
  return POD_FILES.map((name) => ({ source: path.join(podDirectory, 'etc', name), target: `/etc/${name}`, readOnly: true }));
}

function messageMount(container: Container, directory: string): SandboxMount {
  const target = container.terminationMessagePath ?? DEFAULT_MESSAGE_PATH;
  if (target !== DEFAULT_MESSAGE_PATH && isProtectedTarget(target)) throw new ConfigError(`terminationMessagePath ${target}: this path is the sandbox's own`);
  return { source: path.join(directory, 'termination-log'), target, readOnly: false };
}

function volumeMounts(place: ContainerPlace, environment: Readonly<Record<string, string>>): SandboxMount[] {
  const found = (place.container.volumeMounts ?? []).map((mount) => {
    const volume = place.pod.spec.volumes?.find(({ name }) => name === mount.name);
    if (volume === undefined) throw new ConfigError(`volumeMount ${mount.mountPath}: the pod has no volume ${mount.name}`);
    if (isProtectedTarget(mount.mountPath)) throw new ConfigError(`volumeMount ${mount.mountPath}: this path is the sandbox's own; choose one that is not in /usr, /etc itself, /dev or /proc`);
    const source = place.volumes.directoryOf(place.pod, volume);
    const isData = volume.emptyDir !== undefined || volume.persistentVolumeClaim !== undefined;
    const readOnly = mount.readOnly === true || volume.persistentVolumeClaim?.readOnly === true || !isData;
    return { source: subPath(source, mount, environment), target: canonicalTarget(mount.mountPath), readOnly };
  });
  for (const outer of found) for (const inner of found) refuseLinks(outer, inner.target);
  return found;
}

/** A mount inside another one must not be led elsewhere by a link that a container has left in the outer volume. */
function refuseLinks(outer: SandboxMount, target: string): void {
  if (!target.startsWith(`${outer.target}/`)) return;
  const parts = target.slice(outer.target.length + 1).split('/');
  for (let count = 1; count <= parts.length; count += 1) {
    const entry = path.join(outer.source, ...parts.slice(0, count));
    if (fs.lstatSync(entry, { throwIfNoEntry: false })?.isSymbolicLink() === true) throw new ConfigError(`volumeMount ${target}: ${parts.slice(0, count).join('/')} is a link in the volume at ${outer.target}`);
  }
}

/** A part of a volume; made when it is missing. @throws ConfigError when it leads out of the volume */
function subPath(root: string, mount: VolumeMount, environment: Readonly<Record<string, string>>): string {
  const wanted = mount.subPathExpr === undefined ? mount.subPath : expandVariables(mount.subPathExpr, environment);
  if (wanted === undefined || wanted === '') return root;
  const target = path.join(root, wanted);
  const inside = (found: string): boolean => found === root || found.startsWith(`${root}${path.sep}`);
  if (!inside(target)) throw new ConfigError(`volumeMount ${mount.mountPath}: subPath ${wanted} leads out of volume ${mount.name}`);
  if (!fs.existsSync(target)) makeSubPath(root, target, inside);
  const real = fs.realpathSync(target);
  if (!real.startsWith(fs.realpathSync(root))) throw new ConfigError(`volumeMount ${mount.mountPath}: subPath ${wanted} leads out of volume ${mount.name}`);
  return real;
}

function makeSubPath(root: string, target: string, inside: (found: string) => boolean): void {
  let existing = path.dirname(target);
  while (!fs.existsSync(existing)) existing = path.dirname(existing);
  if (!inside(existing) || !fs.realpathSync(existing).startsWith(fs.realpathSync(root))) throw new ConfigError(`the subPath ${target.slice(root.length)} leads out of its volume`);
  const { uid, gid, mode } = fs.statSync(root);
  fs.mkdirSync(target, { recursive: true });
  for (let made = target; made !== existing; made = path.dirname(made)) {
    fs.chmodSync(made, mode & 0o7777);
    fs.chownSync(made, uid, gid);
  }
}
