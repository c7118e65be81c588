import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import fs from 'node:fs';
import path from 'node:path';
import { CONFIG_MAPS } from './api-reader.js';
import { openCgroups } from './cgroups.js';
import type { Pod } from './pod.js';
import { NodeFixture } from './testing/node-fixture.js';

jest.setTimeout(30_000);

const shell = (script: string, more: object = {}): { containers: object[] } => ({ containers: [{ name: 'c', command: ['/bin/sh', '-c', script], ...more }] });
const SERVE = "trap 'exit 0' TERM; while :; do sleep 0.1; done";

const isReady = (pod: Pod | undefined): boolean => pod?.status?.containerStatuses?.[0]?.ready === true;

describe('the node agent', () => {
  let fixture: NodeFixture;
  beforeEach(async () => {
    fixture = new NodeFixture();
    await fixture.start();
  });
  afterEach(() => fixture.end());

  it('runs a pod and says that it is ready', async () => {
    await fixture.create('p', shell(SERVE));
    const pod = await fixture.until('p', (found) => found?.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') === true);
    expect(pod?.status?.phase).toBe('Running');
    expect(pod?.status?.podIP).toMatch(/^127\.250\.0\.[0-9]+$/);
  });

  it('runs a pod to its end with its output', async () => {
    await fixture.create('p', { restartPolicy: 'Never', ...shell('echo one; echo two >&2; echo three; id -u; exit 3') });
    const pod = await fixture.until('p', (found) => found?.status?.phase === 'Failed');
    expect(pod?.status?.containerStatuses?.[0]?.state.terminated).toMatchObject({ exitCode: 3, reason: 'Error' });
    expect(await fixture.output('p')).toBe('one\ntwo\nthree\n65534\n');
  });

  it('holds a container to its memory from its first process on, or says that it cannot', async () => {
    const limits = { memory: '48Mi' };
    await fixture.create('p', { restartPolicy: 'Never', ...shell(`perl -e '$all = "x" x 200_000_000; print "kept"'; exit $?`, { resources: { limits } }) });
    const pod = await fixture.until('p', (found) => ['Failed', 'Succeeded'].includes(found?.status?.phase ?? ''));
    const groups = openCgroups('local-node-test');
    groups.close();
    if (groups.unavailable !== undefined) return void expect(await fixture.event('LimitsNotEnforced')).toMatchObject({ type: 'Warning', message: groups.unavailable });
    expect(pod?.status?.containerStatuses?.[0]?.state.terminated).toMatchObject({ exitCode: 137, reason: 'OOMKilled' });
    expect(await fixture.output('p')).not.toContain('kept');
  });

  it('ends a pod whose volume holds more than it may, and no other', async () => {
    fixture.node.detach();
    await fixture.start({ volumeCheckMs: 200 });
    const filling = (name: string, sizeLimit: string): Promise<Pod> => fixture.create(name, {
      terminationGracePeriodSeconds: 60, volumes: [{ name: 'cache', emptyDir: { sizeLimit } }],
      ...shell("trap '' TERM; head -c 3000000 /dev/zero > /cache/file; while :; do sleep 0.1; done", { volumeMounts: [{ name: 'cache', mountPath: '/cache' }] }),
    });
    await Promise.all([filling('large', '5Mi'), filling('p', '1Mi')]);
    const message = 'Usage of EmptyDir volume "cache" exceeds the limit "1Mi". ';
    const pod = await fixture.until('p', (found) => found?.status?.phase === 'Failed');
    expect(pod?.status).toMatchObject({ reason: 'Evicted', message, containerStatuses: [{ state: { terminated: { exitCode: 137 } } }] });
    expect(pod?.status?.conditions).toContainEqual(expect.objectContaining({ type: 'DisruptionTarget', status: 'True', reason: 'TerminationByKubelet' }));
    expect(await fixture.event('Evicted')).toMatchObject({ type: 'Warning', message, involvedObject: { name: 'p' } });
    expect((await fixture.until('large', isReady))?.status?.phase).toBe('Running');
  });

  it('tells a command that is not there from one that fails', async () => {
    await fixture.create('p', { restartPolicy: 'Never', containers: [{ name: 'c', command: ['/no/such'] }] });
    const pod = await fixture.until('p', (found) => found?.status?.phase === 'Failed');
    expect(pod?.status?.containerStatuses?.[0]?.state.terminated).toMatchObject({ exitCode: 128, reason: 'StartError' });
  });

  it('says what a pod waits for that mounts what is not there, and starts it when it comes', async () => {
    const volumes = [{ name: 'v', configMap: { name: 'missing' } }];
    await fixture.create('p', { volumes, ...shell(SERVE, { volumeMounts: [{ name: 'v', mountPath: '/v' }] }) });
    const event = await fixture.event('FailedMount');
    expect(event).toMatchObject({ type: 'Warning', message: expect.stringContaining('missing'), involvedObject: { kind: 'Pod', name: 'p' } });
    await fixture.access.create(CONFIG_MAPS, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'missing', namespace: 'default' }, data: {} });
    await fixture.until('p', isReady);
  });

  it('leaves containers alone when the agent goes, and takes them over', async () => {
    const readinessProbe = { exec: { command: ['test', '-f', '/tmp/up'] }, periodSeconds: 1 };
    await fixture.create('p', shell(`echo started; touch /tmp/up; ${SERVE}`, { readinessProbe }));
    const before = await fixture.until('p', isReady);
    fixture.node.detach();
    await fixture.start();
    const after = await fixture.until('p', isReady);
    expect(after?.status).toEqual(before?.status);
    expect(await fixture.output('p')).toBe('started\n');
  });

  it('restarts a container whose supervisor was killed, and leaves nothing of it behind', async () => {
    const pod = await fixture.create('p', shell(SERVE));
    await fixture.until('p', isReady);
    const before = fixture.processes(pod);
    process.kill(before.supervisor, 'SIGKILL');
    const after = await fixture.until('p', (found) => found?.status?.containerStatuses?.[0]?.restartCount === 1 && isReady(found));
    expect(after?.status?.containerStatuses?.[0]?.lastState.terminated).toMatchObject({ exitCode: 137, reason: 'ContainerStatusUnknown' });
    expect(fs.existsSync(`/proc/${before.first}`)).toBe(false);
  });

  it('starts a run again that an agent was killed in front of', async () => {
    const pod = await fixture.create('p', shell(SERVE));
    await fixture.until('p', isReady);
    const { directory } = fixture.processes(pod);
    await fixture.node.stop();
    const next = path.join(directory, '..', '1');
    fs.mkdirSync(next);
    fs.copyFileSync(path.join(directory, 'launch.json'), path.join(next, 'launch.json'));
    await fixture.start();
    const after = await fixture.until('p', (found) => isReady(found) && found?.status?.containerStatuses?.[0]?.restartCount === 1);
    expect(after?.status?.containerStatuses?.[0]?.lastState.terminated?.containerID).toMatch(/\/0$/);
  });

  it('ends the processes of a pod that was removed while no agent was there', async () => {
    const pod = await fixture.create('p', shell(SERVE));
    await fixture.until('p', isReady);
    const { first } = fixture.processes(pod);
    fixture.node.detach();
    await fixture.access.delete({ group: '', version: 'v1', plural: 'pods' }, { namespace: 'default', name: 'p' }, { gracePeriodSeconds: 0 });
    await fixture.start();
    await fixture.node.stop();
    expect(fs.existsSync(`/proc/${first}`)).toBe(false);
  });

  it('leaves no process behind when it is stopped, and runs the pods again later', async () => {
    const pod = await fixture.create('p', shell(SERVE));
    await fixture.until('p', isReady);
    const { first } = fixture.processes(pod);
    await fixture.node.stop();
    expect(fs.existsSync(`/proc/${first}`)).toBe(false);
    await fixture.start();
    const again = await fixture.until('p', (found) => isReady(found) && found?.status?.containerStatuses?.[0]?.restartCount === 1);
    expect(again?.status?.phase).toBe('Running');
  });

  it('keeps pods apart: no other pod, no data directory, no secret of the host', async () => {
    await fixture.create('p', { restartPolicy: 'Never', ...shell(`ls -d ${fixture.dataDir} /root /home /var/lib/dpkg; cat /etc/shadow; cat /proc/1/root/etc/shadow; ls /proc | grep -c '^[0-9]'; touch /usr/x /etc/x`) });
    await fixture.until('p', (found) => found?.status?.phase === 'Failed');
    const lines = (await fixture.output('p')).trimEnd().split('\n');
    expect(lines.filter((line) => !/No such file|Permission denied|Read-only/.test(line))).toEqual([expect.stringMatching(/^[1-5]$/)]);
    expect(lines).toHaveLength(9);
  });

  it('brings files of a ConfigMap up to date while a container reads them', async () => {
    const configMaps = { group: '', version: 'v1', plural: 'configmaps' };
    await fixture.access.create(configMaps, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'conf', namespace: 'default' }, data: { word: 'old' } });
    const script = 'cat /conf/word; touch /tmp/up; while ! grep -q new /conf/word; do sleep 0.05; done; cat /conf/word';
    const readinessProbe = { exec: { command: ['test', '-f', '/tmp/up'] }, periodSeconds: 1 };
    const volumes = [{ name: 'v', configMap: { name: 'conf' } }];
    await fixture.create('p', { restartPolicy: 'Never', volumes, ...shell(script, { readinessProbe, volumeMounts: [{ name: 'v', mountPath: '/conf' }] }) });
    await fixture.until('p', isReady);
    await fixture.access.mergePatch(configMaps, { namespace: 'default', name: 'conf' }, { data: { word: 'new' } });
    await fixture.until('p', (found) => found?.status?.phase === 'Succeeded');
    expect(await fixture.output('p')).toBe('oldnew');
  });

  it('deletes a pod only when its process has ended', async () => {
    const readinessProbe = { exec: { command: ['test', '-f', '/tmp/up'] }, periodSeconds: 1 };
    await fixture.create('p', { terminationGracePeriodSeconds: 5, ...shell("trap 'sleep 0.3; exit 7' TERM; touch /tmp/up; while :; do sleep 0.1; done", { readinessProbe }) });
    await fixture.until('p', (found) => found?.status?.containerStatuses?.[0]?.ready === true);
    const ended = fixture.until('p', (found) => found?.status?.containerStatuses?.[0]?.state.terminated?.exitCode === 7);
    await fixture.access.delete({ group: '', version: 'v1', plural: 'pods' }, { namespace: 'default', name: 'p' });
    await ended;
    await fixture.until('p', (found) => found === undefined);
  });
});
