import fs from 'node:fs';
import path from 'node:path';
import { hostnameOf, hostsFile, type NamedAddress } from './hosts-file.js';
import { allContainers, type Pod } from './pod.js';
import { DEFAULT_USER } from './node-settings.js';

/** Writes the files of /etc that are a pod's own. */
export function writePodFiles(podDirectory: string, pod: Pod, address: string, names: readonly NamedAddress[]): void {
  const directory = path.join(podDirectory, 'etc');
  fs.mkdirSync(directory, { recursive: true, mode: 0o755 });
  const write = (name: string, text: string): void => writeInPlace(path.join(directory, name), text);
  write('hosts', hostsFile(pod, address, names));
  write('hostname', `${hostnameOf(pod)}\n`);
  write('resolv.conf', readText('/etc/resolv.conf'));
  const { users, groups } = wantedIds(pod);
  write('passwd', withEntries(readText('/etc/passwd'), users, (id) => `user${id}:x:${id}:${id}::/:/usr/sbin/nologin`));
  write('group', withEntries(readText('/etc/group'), groups, (id) => `group${id}:x:${id}:`));
}

/** Brings the names in a pod's /etc/hosts up to date. */
export function writeHosts(podDirectory: string, pod: Pod, address: string, names: readonly NamedAddress[]): void {
  writeInPlace(path.join(podDirectory, 'etc', 'hosts'), hostsFile(pod, address, names));
}

/** Running containers have the file itself mounted, so it is written over and not replaced; one write call, then the length. */
function writeInPlace(file: string, text: string): void {
  if (readText(file) === text) return;
  const fd = fs.openSync(file, fs.constants.O_WRONLY | fs.constants.O_CREAT, 0o644);
  try {
    const bytes = Buffer.from(text);
    fs.writeSync(fd, bytes, 0, bytes.length, 0);
    fs.ftruncateSync(fd, bytes.length);
  } finally {
    fs.closeSync(fd);
  }
}

/** Adds a line for every number that the file does not know: programs refuse to run as a user without a name. */
function withEntries(text: string, ids: readonly number[], line: (id: number) => string): string {
  const known = new Set(text.split('\n').map((entry) => entry.split(':')[2]));
  const missing = [...new Set(ids)].filter((id) => !known.has(String(id)));
  return [text.trimEnd(), ...missing.map(line), ''].join('\n');
}

function wantedIds(pod: Pod): { users: number[]; groups: number[] } {
  const contexts = [pod.spec.securityContext, ...allContainers(pod).map(({ securityContext }) => securityContext)];
  const users = contexts.flatMap((context) => (context?.runAsUser === undefined ? [] : [context.runAsUser]));
  const ofPod = pod.spec.securityContext;
  const groups = [...contexts.map((context) => context?.runAsGroup), ofPod?.fsGroup, ...(ofPod?.supplementalGroups ?? []), ...users];
  return { users: [DEFAULT_USER, ...users], groups: groups.filter((id) => id !== undefined) };
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
