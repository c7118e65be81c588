import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { StartError } from '../start-error.js';

const TIMEOUT_MS = 10_000;
const WORDS_MAX = 300;
/** The name spaces that every container gets. */
const ISOLATION = ['--unshare-pid', '--unshare-ipc', '--unshare-uts', '--ro-bind', '/', '/', '--proc', '/proc'];

/** How this machine and who is at it decide whether a sandbox can be built. */
export interface SandboxRights {
  readonly isRoot: boolean;
  /** Reads a setting of the kernel, such as `kernel/unprivileged_userns_clone`; undefined where there is none. */
  readonly setting: (name: string) => string | undefined;
}

/** Settings by which a kernel keeps ordinary users from sandboxes of their own, and the value that lets them. */
const SWITCHES = [
  { name: 'kernel/apparmor_restrict_unprivileged_userns', closed: '1', opened: '0' },
  { name: 'kernel/unprivileged_userns_clone', closed: '0', opened: '1' },
  { name: 'user/max_user_namespaces', closed: '0', opened: '10000' },
];

/**
 * Builds one sandbox as those of pods are built, and leaves it. Rejects with a `StartError` where that is not possible:
 * no pod could ever run.
 */
export async function checkSandbox(program = 'bwrap', rights = rightsHere()): Promise<void> {
  const user = rights.isRoot ? [] : ['--unshare-user', '--uid', '26', '--gid', '26'];
  try {
    await promisify(execFile)(program, [...user, ...ISOLATION, 'true'], { timeout: TIMEOUT_MS });
  } catch (error) {
    throw new StartError(`Pods cannot be isolated on this machine: ${wordsOf(error)}. ${adviceFor(rights)}`, { cause: error });
  }
}

/** What a person can do about it. The first switch that is closed for ordinary users is named with its command. */
export function adviceFor({ isRoot, setting }: SandboxRights): string {
  if (isRoot) return 'It needs name spaces of its own for processes and mounts: start it on a machine or in a container that allows them, on a file system that is mounted as its root.';
  const closed = SWITCHES.find(({ name, closed: value }) => setting(name) === value);
  const command = closed === undefined ? undefined : `sysctl -w ${closed.name.replaceAll('/', '.')}=${closed.opened}`;
  return command === undefined ? 'Start it as root.' : `Start it as root, or let users isolate processes, as root: ${command}`;
}

/** The program's own last words, in one line. */
function wordsOf(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message?: string };
  const words = (stderr ?? '').trim() === '' ? (message ?? 'no reason was given') : (stderr ?? '');
  return (words.trim().split('\n').at(-1) ?? '').slice(0, WORDS_MAX).replace(/\.$/, '');
}

const rightsHere = (): SandboxRights => ({
  isRoot: process.getuid?.() === 0,
  setting: (name) => {
    try {
      return readFileSync(`/proc/sys/${name}`, 'utf8').trim();
    } catch {
      return undefined;
    }
  },
});
