import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Readable } from 'node:stream';
import type { ExecOptions, ExecSession } from '../node-access.js';
import { PODS } from './api-reader.js';
import { openCgroups } from './cgroups.js';
import { execArguments } from './exec.js';
import type { Pod } from './pod.js';
import { NodeFixture } from './testing/node-fixture.js';

jest.setTimeout(30_000);

const text = async (stream: Readable | undefined): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream ?? []) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

describe('exec', () => {
  const fixture = new NodeFixture();
  const exec = async (command: readonly string[], options: Partial<ExecOptions> = {}): Promise<ExecSession> => {
    const pod = fixture.access.get(PODS, { namespace: 'default', name: 'p' });
    if (pod === undefined) throw new Error('no pod');
    return fixture.node.exec(pod, { container: 'c', command, tty: false, stdin: false, ...options });
  };
  beforeAll(async () => {
    await fixture.start();
    const env = [{ name: 'X', value: 'from pod' }, { name: 'odd.name', value: 'kept' }];
    const container = { name: 'c', command: ['/bin/sh', '-c', "trap 'exit 0' TERM; while :; do sleep 0.1; done"], env, workingDir: '/usr' };
    await fixture.create('p', { containers: [container] });
    await fixture.until('p', (pod) => pod?.status?.containerStatuses?.[0]?.ready === true);
  });
  afterAll(() => fixture.end());

  it('has the environment, directory and user of the container, and both outputs', async () => {
    const session = await exec(['/bin/sh', '-c', 'echo "$X"; pwd; id -u; echo err >&2; exit 4']);
    expect(await Promise.all([text(session.stdout), text(session.stderr), session.exited])).toEqual(['from pod\n/usr\n65534\n', 'err\n', 4]);
  });

  it('keeps variables whose names no shell would take', async () => {
    expect(await text((await exec(['env'])).stdout)).toContain('\nodd.name=kept\n');
  });

  it('has no privilege left and cannot win one', async () => {
    const session = await exec(['grep', '-E', 'Cap(Prm|Eff|Bnd)|NoNewPrivs', '/proc/self/status']);
    expect(await text(session.stdout)).toBe('CapPrm:\t0000000000000000\nCapEff:\t0000000000000000\nCapBnd:\t0000000000000000\nNoNewPrivs:\t1\n');
  });

  it('hands standard input on to its end', async () => {
    const session = await exec(['wc', '-c'], { stdin: true });
    session.stdin?.end(Buffer.alloc(300_000, 'y'));
    expect(await text(session.stdout)).toBe('300000\n');
  });

  it('gives a terminal that can be resized', async () => {
    const session = await exec(['/bin/sh', '-c', 'trap "stty size; exit 5" WINCH; echo up; while :; do sleep 0.05; done'], { tty: true, stdin: true });
    let output = '';
    for await (const chunk of session.stdout) {
      output += String(chunk);
      if (output === 'up\r\n') session.resize(101, 42);
    }
    expect([output, await session.exited]).toEqual(['up\r\n42 101\r\n', 5]);
  });

  it('ends the command with everything it started when it is killed', async () => {
    const session = await exec(['/bin/sh', '-c', 'echo up; sleep 100 & wait']);
    session.stdout.once('data', () => session.kill());
    expect([await text(session.stdout), await session.exited]).toEqual(['up\n', 137]);
  });

  it('holds the command to the memory of its container, where that can be held', async () => {
    const groups = openCgroups('local-node-test-exec');
    groups.close();
    await fixture.create('small', { containers: [{ name: 'c', command: ['sleep', '100'], resources: { limits: { memory: '48Mi' } } }] });
    const pod = await fixture.until('small', (found) => found?.status?.containerStatuses?.[0]?.ready === true);
    const session = await fixture.node.exec(pod as Pod, { container: 'c', command: ['perl', '-e', '$all = "x" x 200_000_000; print "kept"'], tty: false, stdin: false });
    const outcome = [await text(session.stdout), await session.exited];
    expect(outcome).toEqual(groups.unavailable === undefined ? ['', 137] : ['kept', 0]);
    expect((fixture.access.get(PODS, { namespace: 'default', name: 'small' }) as Pod).status?.containerStatuses?.[0]).toMatchObject({ restartCount: 0, ready: true });
  });

  it('names no environment in its arguments', () => {
    const user = { uid: 101, gid: 104, groups: [7], agentIsRoot: true, unprivilegedUid: 65534 };
    const launch = { attempt: 0, failures: 0, startedAtMs: 0, user, workingDirectory: '/data' };
    const [shim, ...others] = execArguments({ pid: 42, launch }, { command: ['ls', '-l'], tty: false }).filter((word) => word.length > 60 || !word.includes('$'));
    expect(shim).toBe('/usr/bin/nsenter');
    expect(others.filter((word) => word.length < 60)).toEqual([
      '--target', '42', '--mount', '--uts', '--ipc', '--pid', '--root', '--wd', '--', '/usr/bin/setpriv', '--reuid', '101', '--regid', '104', '--groups', '104,7',
      '--no-new-privs', '--inh-caps=-all', '--bounding-set=-all', '/usr/bin/perl', '-e', '3', 'keep', 'none', '/data', 'ls', '-l',
    ]);
  });
});
