import { describe, expect, it } from '@jest/globals';
import { enterArguments, sandboxArguments, type Sandbox, type SandboxUser } from './sandbox-arguments.js';

const root: SandboxUser = { uid: 101, gid: 104, groups: [2000], agentIsRoot: true, unprivilegedUid: 65534 };
const sandbox: Sandbox = {
  hostname: 'p', user: root, readOnlyRoot: false, statusFd: 3,
  rootLinks: [{ name: 'bin', target: 'usr/bin' }],
  etc: { directory: '/d/etc', names: ['ssl', 'hosts', 'patroni'] },
  mounts: [
    { source: '/d/pgdata', target: '/var/lib/pg/data/', readOnly: false },
    { source: '/d/hosts', target: '/etc/hosts', readOnly: true },
    { source: '/d/conf', target: '/etc/patroni', readOnly: true },
    { source: '/d/token', target: '/var/run/secrets/sa', readOnly: true },
    { source: '/d/wal', target: '/var/lib/pg/data/wal', readOnly: false },
  ],
};
const text = (more: Partial<Sandbox> = {}): string => sandboxArguments({ ...sandbox, ...more }).join(' ');

describe('sandboxArguments', () => {
  it('builds the whole tree', () => {
    expect(text()).toBe([
      '--unshare-pid --unshare-ipc --unshare-uts --unshare-cgroup-try --hostname p --as-pid-1',
      '--ro-bind /usr /usr --symlink usr/bin /bin --proc /proc --dev /dev --perms 1777 --tmpfs /dev/shm',
      '--perms 0755 --dir /var --perms 1777 --size 268435456 --tmpfs /tmp --perms 1777 --dir /run --perms 1777 --dir /var/tmp',
      '--symlink ../run /var/run --symlink ../run/lock /var/lock',
      '--ro-bind /d/etc /.etc --perms 0755 --dir /etc --symlink ../.etc/ssl /etc/ssl',
      '--perms 0755 --dir /run/secrets --perms 0755 --dir /var/lib --perms 0755 --dir /var/lib/pg',
      '--ro-bind /d/hosts /etc/hosts --ro-bind /d/conf /etc/patroni --ro-bind /d/token /run/secrets/sa',
      '--bind /d/pgdata /var/lib/pg/data --bind /d/wal /var/lib/pg/data/wal',
      '--json-status-fd 3 --chdir /',
    ].join(' '));
  });

  it('makes everything but the mounts read-only when asked to', () => {
    const found = text({ readOnlyRoot: true });
    expect(found).toContain('--remount-ro / --json-status-fd');
    expect(found).not.toContain('--tmpfs /tmp');
  });

  it('leaves a place to a mount that takes it', () => {
    expect(text({ mounts: [{ source: '/d/t', target: '/tmp', readOnly: false }] })).not.toContain('--tmpfs /tmp');
    expect(text({ mounts: [{ source: '/d/e', target: '/etc', readOnly: true }] })).not.toContain('--symlink ../.etc');
  });

  it('takes a user name space when the agent is an ordinary user', () => {
    const found = text({ user: { ...root, agentIsRoot: false } });
    expect(found).toContain('--unshare-user --uid 101 --gid 104');
    expect(found).toContain('--tmpfs /dev --dev-bind /dev/null /dev/null');
    expect(found).not.toContain('--dev /dev');
  });
});

describe('enterArguments', () => {
  const enter = (user: Partial<SandboxUser>): string => {
    const words = enterArguments({ ...root, ...user }, { environmentFd: 4, entryFd: 5, workingDirectory: '/w', command: ['run', 'it'] });
    return words.map((word) => (word.startsWith('$SIG') ? 'SHIM' : word)).join(' ');
  };
  const drop = '--no-new-privs --inh-caps=-all --bounding-set=-all';
  const shim = '/usr/bin/perl -e SHIM 4 5 none /w run it';
  it('gives the command the input that the container has', () => {
    expect(enterArguments(root, { environmentFd: 4, entryFd: 5, inputFd: 6, workingDirectory: '/', command: ['x'] }).slice(-6)).toEqual([expect.stringContaining('STDIN'), '4', '5', '6', '/', 'x']);
  });

  it.each<[string, Partial<SandboxUser>, string]>([
    ['another user, without any privilege', {}, `/usr/bin/setpriv --reuid 101 --regid 104 --groups 104,2000 ${drop} ${shim}`],
    ['root is root only to itself', { uid: 0, gid: 0, groups: [0] }, `/usr/bin/setpriv --reuid 65534 --regid 65534 --groups 65534 ${drop} /usr/bin/unshare --user --map-root-user ${shim}`],
    ['the group of root is never taken', { gid: 0 }, `/usr/bin/setpriv --reuid 101 --regid 65534 --groups 65534,2000 ${drop} ${shim}`],
    ['an ordinary user stays what the sandbox made it', { agentIsRoot: false }, shim],
  ])('%s', (_, user, expected) => {
    expect(enter(user)).toBe(expected);
  });
});
