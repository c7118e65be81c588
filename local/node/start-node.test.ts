import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { NodeFixture } from './testing/node-fixture.js';

jest.setTimeout(30_000);

const shell = (script: string, more: object = {}): { containers: object[] } => ({ containers: [{ name: 'c', command: ['/bin/sh', '-c', script], ...more }] });
const SERVE = "trap 'exit 0' TERM; while :; do sleep 0.1; done";

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

  it('tells a command that is not there from one that fails', async () => {
    await fixture.create('p', { restartPolicy: 'Never', containers: [{ name: 'c', command: ['/no/such'] }] });
    const pod = await fixture.until('p', (found) => found?.status?.phase === 'Failed');
    expect(pod?.status?.containerStatuses?.[0]?.state.terminated).toMatchObject({ exitCode: 128, reason: 'StartError' });
  });

  it('leaves containers alone when the agent goes, and takes them over', async () => {
    const readinessProbe = { exec: { command: ['test', '-f', '/tmp/up'] }, periodSeconds: 1 };
    await fixture.create('p', shell(`echo started; touch /tmp/up; ${SERVE}`, { readinessProbe }));
    const isReady = (found: Parameters<Parameters<NodeFixture['until']>[1]>[0]): boolean => found?.status?.containerStatuses?.[0]?.ready === true;
    const before = await fixture.until('p', isReady);
    fixture.node.detach();
    await fixture.start();
    const after = await fixture.until('p', isReady);
    expect(after?.status).toEqual(before?.status);
    expect(await fixture.output('p')).toBe('started\n');
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
