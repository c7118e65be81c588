import { canonicalTarget } from './mount-target.js';

/** A file or directory of the host that the sandbox has. */
export interface SandboxMount {
  readonly source: string;
  /** Absolute path inside the sandbox. */
  readonly target: string;
  readonly readOnly: boolean;
}

/** Who a container runs as, on the host's side and as it sees itself. */
export interface SandboxUser {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  /** The agent is root and can become another user; otherwise every user is the agent's own, under the wanted number. */
  readonly agentIsRoot: boolean;
  /** The unprivileged user that stands for user 0 of a sandbox. */
  readonly unprivilegedUid: number;
}

/** Everything that decides what a container's sandbox is. */
export interface Sandbox {
  readonly hostname: string;
  readonly mounts: readonly SandboxMount[];
  readonly user: SandboxUser;
  readonly readOnlyRoot: boolean;
  /** Top-level links of the host's file system to /usr, such as bin → usr/bin. */
  readonly rootLinks: readonly { readonly name: string; readonly target: string }[];
  /** Directory with what a container may see of the host's /etc, and the names in it. */
  readonly etc: { readonly directory: string; readonly names: readonly string[] };
  readonly statusFd: number;
}

const ETC_AT = '/.etc';
const SIZE_OF_TMP_BYTES = 256 * 1024 * 1024;
const WRITABLE = ['/tmp', '/run', '/var/tmp'];
const DEVICES = ['null', 'zero', 'full', 'random', 'urandom', 'tty', 'ptmx', 'pts'];
const SHARED = ['/usr', '/proc', '/dev', '/dev/shm', ETC_AT];

/**
 * The arguments of bubblewrap for one container, up to the command: own mount tree on an empty root with /usr read-only and
 * the wanted mounts, own process, IPC and host name space. The network is the host's: a container that listens on 0.0.0.0
 * is heard on every address of the machine, so containers bind to their pod's address. No secret is in the arguments.
 */
export function sandboxArguments(sandbox: Sandbox): string[] {
  const mounts = sandbox.mounts.map((mount) => ({ ...mount, target: canonicalTarget(mount.target) })).sort((a, b) => depth(a.target) - depth(b.target));
  const targets = mounts.map(({ target }) => target);
  return [
    '--unshare-pid', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try', '--hostname', sandbox.hostname, '--as-pid-1',
    ...userArguments(sandbox.user),
    '--ro-bind', '/usr', '/usr',
    ...sandbox.rootLinks.flatMap(({ name, target }) => ['--symlink', target, `/${name}`]),
    '--proc', '/proc', ...deviceArguments(sandbox.user), '--perms', '1777', '--tmpfs', '/dev/shm',
    ...writableArguments(sandbox.readOnlyRoot, targets),
    '--symlink', '../run', '/var/run', '--symlink', '../run/lock', '/var/lock',
    ...etcArguments(sandbox.etc, targets),
    ...parentsOf(targets).flatMap((parent) => ['--perms', '0755', '--dir', parent]),
    ...mounts.flatMap(({ source, target, readOnly }) => [readOnly ? '--ro-bind' : '--bind', source, target]),
    ...(sandbox.readOnlyRoot ? ['--remount-ro', '/'] : []),
    '--json-status-fd', String(sandbox.statusFd), '--chdir', '/',
  ];
}

function userArguments(user: SandboxUser): string[] {
  return user.agentIsRoot ? [] : ['--unshare-user', '--uid', String(user.uid), '--gid', String(user.gid)];
}

/**
 * For an ordinary user bubblewrap would nest a second user name space to get a /dev/pts of its own, and no command could join
 * the container any more: such a container has single devices and the terminals of the host's user.
 */
function deviceArguments(user: SandboxUser): string[] {
  if (user.agentIsRoot) return ['--dev', '/dev'];
  const links = [['/proc/self/fd', 'fd'], ['/proc/self/fd/0', 'stdin'], ['/proc/self/fd/1', 'stdout'], ['/proc/self/fd/2', 'stderr']];
  return [
    '--perms', '0755', '--tmpfs', '/dev',
    ...DEVICES.flatMap((device) => ['--dev-bind', `/dev/${device}`, `/dev/${device}`]),
    ...links.flatMap(([target = '', name = '']) => ['--symlink', target, `/dev/${name}`]),
  ];
}

function writableArguments(readOnlyRoot: boolean, targets: readonly string[]): string[] {
  return ['--perms', '0755', '--dir', '/var', ...WRITABLE.filter((directory) => !targets.includes(directory)).flatMap((directory) =>
    directory === '/tmp' && !readOnlyRoot
      ? ['--perms', '1777', '--size', String(SIZE_OF_TMP_BYTES), '--tmpfs', directory]
      : ['--perms', readOnlyRoot ? '0755' : '1777', '--dir', directory])];
}

/** /etc is made of links into a read-only copy, so that a container can have files of its own beside them. */
function etcArguments(etc: Sandbox['etc'], targets: readonly string[]): string[] {
  const taken = new Set(targets.filter((target) => target.startsWith('/etc/')).map((target) => target.split('/')[2]));
  if (targets.includes('/etc')) return ['--ro-bind', etc.directory, ETC_AT];
  return [
    '--ro-bind', etc.directory, ETC_AT, '--perms', '0755', '--dir', '/etc',
    ...etc.names.filter((name) => !taken.has(name)).flatMap((name) => ['--symlink', `..${ETC_AT}/${name}`, `/etc/${name}`]),
  ];
}

/** Every directory above a mount that has to be made first: bubblewrap would make it private to root. */
function parentsOf(targets: readonly string[]): string[] {
  const made = new Set([...SHARED, ...WRITABLE, '/', '/var', '/etc']);
  const missing: string[] = [];
  for (const target of targets) {
    const parts = target.split('/').slice(1, -1);
    for (let count = 1; count <= parts.length; count += 1) {
      const parent = `/${parts.slice(0, count).join('/')}`;
      const isInside = targets.some((other) => parent === other || parent.startsWith(`${other}/`)) || parent.startsWith('/usr/');
      if (!made.has(parent) && !isInside) missing.push(parent);
      made.add(parent);
    }
  }
  return missing;
}

function depth(target: string): number {
  return target.split('/').length;
}

/** Stands between the sandbox and the command: takes the environment from a file descriptor (never from arguments), closes
 * what was inherited, changes the directory and becomes the command. Exit code 128 says that it could not. It answers SIGTERM,
 * which the kernel keeps from a first process without a handler. */
const ENTER = [
  '$SIG{TERM}=sub{exit 143};my($fd,$in,$src,$dir,@c)=@ARGV;open(my $e,"<&=",$fd);{local $/;%ENV=map{split(/=/,$_,2)}split(/\\0/,<$e>//"")}close $e;',
  'if($in ne "keep"){$src eq "none"?open(STDIN,"<","/dev/null"):open(STDIN,"<&=",$src);open(my $s,">>&=",$in);syswrite($s,"{\\"entered\\":true}\\n");close $s}',
  'for(3..63){close $f if open($f,"<&=",$_)}umask 022;chdir $dir or do{print STDERR "chdir $dir: $!\\n";exit 128};{no warnings;exec{$c[0]}@c};print STDERR "exec $c[0]: $!\\n";exit 128',
].join('');

/** How a command is entered. */
export interface EnterOptions {
  readonly environmentFd: number;
  /** For the start of a container: where to say that the command begins; standard input is `inputFd` or /dev/null then. */
  readonly entryFd?: number;
  readonly inputFd?: number | undefined;
  readonly workingDirectory: string;
  readonly command: readonly string[];
}

/** The command line that gives up every privilege for good, then enters the command. */
export function enterArguments(user: SandboxUser, options: EnterOptions): string[] {
  const drop = ['--no-new-privs', '--inh-caps=-all', '--bounding-set=-all'];
  const asRoot = user.uid === 0;
  const hostUid = asRoot ? user.unprivilegedUid : user.uid;
  const hostGid = user.gid === 0 ? user.unprivilegedUid : user.gid;
  const groups = [...new Set([hostGid, ...user.groups.filter((group) => group !== 0)])].join(',');
  const identity = ['--reuid', String(hostUid), '--regid', String(hostGid), '--groups', groups];
  return [
    ...(user.agentIsRoot ? ['/usr/bin/setpriv', ...identity, ...drop] : []),
    ...(user.agentIsRoot && asRoot ? ['/usr/bin/unshare', '--user', '--map-root-user'] : []),
    '/usr/bin/perl', '-e', ENTER, String(options.environmentFd), String(options.entryFd ?? 'keep'), String(options.inputFd ?? 'none'), options.workingDirectory, ...options.command,
  ];
}
