import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { once } from 'node:events';
import { connect } from 'node:net';
import { stringify } from 'yaml';
import { freePort } from '../support/free-port.js';
import { hasKubectl, kubectlFor, type Kubectl } from '../support/kubectl.js';
import { outsideKubeconfig } from '../support/outside.js';
import { sharedService } from '../support/shared-service.js';

jest.setTimeout(120_000);

const namespace = 'kubectl';
/** Images of the local Kubernetes are names; elsewhere it is one of ours that has a shell and Python. */
const IMAGE = outsideKubeconfig === undefined ? 'localhost/test:1' : 'localhost/pgo-postgres:17';
const isThere = await hasKubectl();
const withKubectl = isThere ? describe : describe.skip;
if (!isThere) console.warn('kubectl is not installed, or older than 1.28: its tests are skipped');

const configMap = (name: string, data: Record<string, string>, metadata: object = {}): string =>
  stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ...metadata }, data });
const pod = (name: string, script: string, more: object = {}): string => stringify({
  apiVersion: 'v1', kind: 'Pod', metadata: { name, labels: { app: name } },
  spec: { terminationGracePeriodSeconds: 1, containers: [{ name: 'main', image: IMAGE, command: ['/bin/sh', '-c', script], ...more }] },
});
const wait = 'trap exit TERM; while :; do sleep 0.2; done';

withKubectl('kubectl', () => {
  let kubectl: Kubectl;
  let everywhere: Kubectl;
  const applied = (text: string, ...args: string[]) => kubectl.out(['apply', '-f', '-', ...args], { input: text });
  const read = (what: string, path: string) => kubectl.out(['get', ...what.split(' '), '-o', `jsonpath=${path}`]);

  beforeAll(async () => {
    const { dataDir } = await sharedService();
    kubectl = kubectlFor(dataDir, namespace);
    everywhere = kubectlFor(dataDir, 'default');
    await kubectl.out(['create', 'namespace', namespace]);
    await applied(pod('shell', `echo one; echo two; ${wait}`));
    await kubectl.out(['wait', '--for=condition=Ready', 'pod/shell', '--timeout=60s']);
  });
  afterAll(() => kubectl.out(['delete', 'namespace', namespace, '--timeout=60s']));

  test('get prints tables, with the columns of custom resources, of all namespaces, by label and by field', async () => {
    expect(await kubectl.out(['get', 'pods', '-o', 'wide'])).toMatch(/^NAME +READY +STATUS +RESTARTS +AGE +IP +NODE .*\nshell +1\/1 +Running +0 +\d+s +127\./);
    expect(await kubectl.out(['get', 'pgo', '-A'])).toMatch(/^(NAMESPACE +NAME +STATE .*)?$/m);
    expect(await kubectl.out(['get', 'pods', '-A', '-l', 'app=shell', '-o', 'name'])).toBe('pod/shell\n');
    expect(await kubectl.out(['get', 'pods', '--field-selector', 'status.phase=Running', '-o', 'name'])).toBe('pod/shell\n');
    expect((await kubectl.run(['get', 'pods', '-l', 'app=none'])).stderr).toContain('No resources found');
    expect(await kubectl.out(['get', 'pod', 'shell', '-o', 'yaml'])).toMatch(/^apiVersion: v1\nkind: Pod/);
    expect((await kubectl.run(['get', 'pod', 'none']))).toMatchObject({ code: 1, stderr: expect.stringContaining('pods "none" not found') });
  });

  test('get -w prints changes as they come', async () => {
    const watch = kubectl.start(['get', 'configmaps', '-w', '-l', 'watched=true-ish']);
    await applied(configMap('watched', { a: '1' }, { labels: { watched: 'true-ish' } }));
    await watch.printed(/watched +1 /);
    await kubectl.out(['patch', 'configmap', 'watched', '-p', '{"data":{"b":"2"}}']);
    await watch.printed(/watched +2 /);
    await watch.stop();
  });

  test('describe, explain, api-resources and events tell about objects and kinds', async () => {
    expect(await kubectl.out(['describe', 'pod', 'shell'])).toMatch(/Status: +Running[\s\S]*Started container main/);
    expect(await kubectl.out(['explain', 'pod.spec.containers.image'])).toMatch(/FIELD: image <string>/);
    expect(await kubectl.out(['explain', 'postgrescluster.spec.replicas'])).toMatch(/FIELD: replicas <integer>[\s\S]*replicas/i);
    expect(await kubectl.out(['api-resources', '--api-group=pgo.dev', '-o', 'name'])).toMatch(/postgresclusters\.pgo\.dev\n/);
    expect(await kubectl.out(['events', '--for', 'pod/shell'])).toMatch(/Started +Pod\/shell/);
  });

  test('apply keeps what others set and takes away what is no longer applied, on either side', async () => {
    await applied(configMap('mine', { a: '1', b: '2' }));
    await kubectl.out(['label', 'configmap', 'mine', 'from=another']);
    expect(await applied(configMap('mine', { a: '3' }))).toBe('configmap/mine configured\n');
    expect(await applied(configMap('mine', { a: '3' }))).toBe('configmap/mine unchanged\n');
    expect(JSON.parse(await read('configmap mine', '{.data}'))).toEqual({ a: '3' });
    expect(await read('configmap mine', '{.metadata.labels.from}')).toBe('another');

    await applied(configMap('theirs', { a: '1', b: '2' }), '--server-side');
    await applied(configMap('theirs', { a: '1' }), '--server-side');
    expect(JSON.parse(await read('configmap theirs', '{.data}'))).toEqual({ a: '1' });
    const conflict = await kubectl.run(['apply', '--server-side', '--field-manager=other', '-f', '-'], { input: configMap('theirs', { a: '2' }) });
    expect(conflict).toMatchObject({ code: 1, stderr: expect.stringContaining('conflict with "kubectl": .data.a') });
    expect(await applied(pod('shell', `echo one; echo two; ${wait}`), '--server-side', '--force-conflicts')).toBe('pod/shell serverside-applied\n');
  });

  test('diff shows what apply would change and changes nothing', async () => {
    await applied(configMap('diffed', { a: '1' }));
    const same = await kubectl.run(['diff', '-f', '-'], { input: configMap('diffed', { a: '1' }) });
    const other = await kubectl.run(['diff', '-f', '-'], { input: configMap('diffed', { a: '2' }) });
    expect([same.code, other.code]).toEqual([0, 1]);
    expect(other.stdout).toMatch(/-  a: "1"\n\+  a: "2"/);
    expect(await read('configmap diffed', '{.data.a}')).toBe('1');
  });

  test('edit, patch in three ways, label and annotate change an object', async () => {
    await applied(configMap('changed', { a: '1' }));
    await kubectl.out(['edit', 'configmap', 'changed'], { environment: { KUBE_EDITOR: 'sed -i s/^..a:.*/\\ \\ a:\\ edited/' } });
    await kubectl.out(['patch', 'configmap', 'changed', '--type=merge', '-p', '{"data":{"merge":"1"}}']);
    await kubectl.out(['patch', 'configmap', 'changed', '--type=json', '-p', '[{"op":"add","path":"/data/json","value":"1"}]']);
    await kubectl.out(['patch', 'configmap', 'changed', '--type=strategic', '-p', '{"data":{"strategic":"1"}}']);
    await kubectl.out(['label', 'configmap', 'changed', 'l=1']);
    await kubectl.out(['annotate', 'configmap', 'changed', 'n=1']);
    expect(JSON.parse(await read('configmap changed', '{.data}'))).toEqual({ a: 'edited', merge: '1', json: '1', strategic: '1' });
    expect(await read('configmap changed', '{.metadata.labels.l}{.metadata.annotations.n}')).toBe('11');
    await kubectl.out(['label', 'configmap', 'changed', 'l-']);
    expect(await read('configmap changed', '{.metadata.labels}')).toBe('');
  });

  test('scale and wait follow a deployment; deletion cascades, orphans and waits for finalizers', async () => {
    const template = { metadata: { labels: { app: 'web' } }, spec: { terminationGracePeriodSeconds: 1, containers: [{ name: 'main', image: IMAGE, command: ['/bin/sh', '-c', wait] }] } };
    await applied(stringify({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { replicas: 1, selector: { matchLabels: { app: 'web' } }, template } }));
    await kubectl.out(['rollout', 'status', 'deployment/web', '--timeout=60s']);
    await kubectl.out(['scale', 'deployment/web', '--replicas=2']);
    await kubectl.out(['wait', '--for=jsonpath={.status.readyReplicas}=2', 'deployment/web', '--timeout=60s']);
    await kubectl.out(['delete', 'deployment', 'web', '--cascade=orphan']);
    expect(await kubectl.out(['get', 'replicasets', '-l', 'app=web', '-o', 'name'])).toMatch(/^replicaset.apps\/web-\w+\n$/);
    await kubectl.out(['delete', 'replicasets', '-l', 'app=web', '--cascade=foreground', '--timeout=60s']);
    expect(await kubectl.out(['get', 'pods', '-l', 'app=web', '-o', 'name'])).toBe('');

    await applied(configMap('held', {}, { finalizers: ['example.com/held'] }));
    await kubectl.out(['delete', 'configmap', 'held', '--wait=false']);
    expect(await read('configmap held', '{.metadata.deletionTimestamp}')).toMatch(/^20/);
    await kubectl.out(['patch', 'configmap', 'held', '--type=merge', '-p', '{"metadata":{"finalizers":null}}']);
    await kubectl.out(['wait', '--for=delete', 'configmap/held', '--timeout=30s']);
  });

  test('a daemon set has a pod on the node, rolls out and back; a pod that wants another node waits and says so', async () => {
    const daemons = (marker: string, affinity = {}): string => stringify({
      apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'daemons' },
      spec: {
        selector: { matchLabels: { app: 'daemons' } },
        template: { metadata: { labels: { app: 'daemons' }, annotations: { marker } }, spec: { affinity, terminationGracePeriodSeconds: 1, containers: [{ name: 'main', image: IMAGE, command: ['/bin/sh', '-c', wait] }] } },
      },
    });
    const rollout = async (): Promise<string> => kubectl.out(['rollout', 'status', 'daemonset/daemons', '--timeout=55s']);
    const nodes = (await kubectl.out(['get', 'nodes', '-o', 'name'])).trim().split('\n').length;
    await applied(daemons('one'));
    expect(await rollout()).toContain('successfully rolled out');
    expect(await kubectl.out(['get', 'daemonsets'])).toMatch(/^NAME +DESIRED +CURRENT +READY +UP-TO-DATE +AVAILABLE +NODE SELECTOR +AGE\ndaemons( +\d+){5} +<none> /);
    expect(await read('daemonset daemons', '{.status.numberReady}')).toBe(String(nodes));
    await applied(daemons('two'));
    await rollout();
    expect(await read('pods -l app=daemons', '{.items[*].metadata.annotations.marker}')).toMatch(/^two( two)*$/);
    await kubectl.out(['rollout', 'undo', 'daemonset/daemons']);
    await rollout();
    expect(await read('pods -l app=daemons', '{.items[*].metadata.annotations.marker}')).toMatch(/^one( one)*$/);
    expect(await kubectl.out(['events', '--for', 'daemonset/daemons'])).toMatch(/SuccessfulCreate +DaemonSet\/daemons +Created pod: daemons-\w{5}\n/);
    await kubectl.out(['delete', 'daemonset', 'daemons', '--cascade=foreground', '--timeout=55s']);

    const nodeSelectorTerms = [{ matchExpressions: [{ key: 'kubernetes.io/os', operator: 'NotIn', values: ['linux'] }] }];
    await applied(stringify({
      apiVersion: 'v1', kind: 'Pod', metadata: { name: 'elsewhere' },
      spec: { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } }, containers: [{ name: 'main', image: IMAGE }] },
    }));
    await kubectl.out(['wait', '--for=condition=PodScheduled=false', 'pod/elsewhere', '--timeout=30s']);
    await kubectl.out(['wait', '--for=jsonpath={.reason}=FailedScheduling', 'events', '--field-selector', 'involvedObject.name=elsewhere', '--timeout=30s']);
    expect(await kubectl.out(['describe', 'pod', 'elsewhere'])).toMatch(/Status: +Pending[\s\S]*FailedScheduling.*nodes are available: \d+ node\(s\) didn't match Pod's node affinity\/selector/);
  });

  test('logs are read, followed, and kept of the container before', async () => {
    expect(await kubectl.out(['logs', 'shell'])).toBe('one\ntwo\n');
    expect(await kubectl.out(['logs', 'shell', '--tail=1'])).toBe('two\n');
    await applied(pod('once', 'echo first; if [ -e /tmp/again ]; then echo second; fi; exit 1'));
    await kubectl.out(['wait', '--for=jsonpath={.status.containerStatuses[0].restartCount}=1', 'pod/once', '--timeout=60s']);
    expect(await kubectl.out(['logs', 'once', '--previous'])).toBe('first\n');
    await applied(pod('counting', `i=0; while [ $i -lt 3 ]; do i=$((i+1)); echo line $i; sleep 0.3; done; ${wait}`));
    await kubectl.out(['wait', '--for=condition=Ready', 'pod/counting', '--timeout=60s']);
    const follow = kubectl.start(['logs', '-f', 'counting']);
    expect(await follow.printed(/line 3\n/)).toBe('line 1\nline 2\nline 3\n');
    await follow.stop();
  });

  test('exec runs commands with their streams, exit code and terminal', async () => {
    expect(await kubectl.run(['exec', 'shell', '--', 'sh', '-c', 'echo out; echo err >&2; exit 7'])).toMatchObject({ code: 7, stdout: 'out\n', stderr: expect.stringContaining('err\n') });
    expect(await kubectl.out(['exec', '-i', 'shell', '--', 'cat'], { input: 'through\n' })).toBe('through\n');
    expect(await kubectl.onTerminal(['exec', '-it', 'shell', '--', 'sh', '-c', 'tty; exit 5'])).toMatchObject({ code: 5, stdout: expect.stringMatching(/\/dev\/pts\/\d+/) });
    expect(await kubectl.run(['exec', 'shell', '-c', 'none', '--', 'true'])).toMatchObject({ code: 1, stderr: expect.stringContaining('container none is not valid for pod shell') });
  });

  test('attach and run join the process of a container: its output, input and terminal', async () => {
    await applied(pod('reader', 'while read line; do echo "got $line"; [ "$line" = end ] && exit 0; done', { stdin: true }));
    await kubectl.out(['wait', '--for=condition=Ready', 'pod/reader', '--timeout=60s']);
    expect(await kubectl.out(['attach', '-i', 'reader'], { input: 'one\nend\n' })).toContain('got one\ngot end\n');
    const run = (name: string, ...more: string[]): string[] => ['run', name, '--rm', '--restart=Never', `--image=${IMAGE}`, '--pod-running-timeout=60s', ...more];
    const typed = await kubectl.out(run('typed', '-i', '--command', '--', '/bin/sh', '-c', 'read line; sleep 1; echo "$line" | wc -c'), { input: 'twelve bytes\n' });
    expect(typed).toContain('13\n');
    expect(await read('pods', '{.items[*].metadata.name}')).not.toContain('typed');
    const onTerminal = await kubectl.onTerminal(run('screen', '-it', '--command', '--', '/bin/sh', '-c', 'sleep 2; tty; sleep 1'));
    expect(onTerminal).toMatchObject({ code: 0, stdout: expect.stringMatching(/\/dev\/pts\/\d+/) });
  });

  test('port-forward reaches a port of a pod', async () => {
    const address = { env: [{ name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }] };
    const probe = { readinessProbe: { httpGet: { path: '/', port: 8080 }, periodSeconds: 1 } };
    await applied(pod('site', 'mkdir /tmp/w && echo hello > /tmp/w/index.html && exec python3 -m http.server 8080 --bind $POD_IP -d /tmp/w', { ...address, ...probe }));
    await kubectl.out(['wait', '--for=condition=Ready', 'pod/site', '--timeout=60s']);
    const forward = kubectl.start(['port-forward', 'pod/site', ':8080']);
    const port = /127\.0\.0\.1:(\d+)/.exec(await forward.printed(/127\.0\.0\.1:(\d+)/))?.[1];
    const ask = async (): Promise<string> => (await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: 'close' } })).text();
    for (const attempt of [1, 2]) expect([attempt, await ask()]).toEqual([attempt, 'hello\n']);
    // One that is open and says nothing holds nobody else.
    const idle = connect(Number(port), '127.0.0.1');
    await once(idle, 'connect');
    expect(new Set(await Promise.all(Array.from({ length: 20 }, ask)))).toEqual(new Set(['hello\n']));
    const idleEnded = once(idle, 'close');
    await forward.stop();
    await idleEnded;
    await expect(ask()).rejects.toThrow('fetch failed');
    expect(await kubectl.out(['exec', 'site', '--', 'python3', '-c', 'print("runs on")'])).toBe('runs on\n');
  });

  test('port-forward to a port that nobody listens on ends with the words of a cluster', async () => {
    const port = await freePort();
    const forward = kubectl.run(['port-forward', 'pod/site', `${port}:9`]);
    let isOver = false;
    void forward.finally(() => { isOver = true; });
    while (!isOver) await fetch(`http://127.0.0.1:${port}/`).catch(() => new Promise((resolve) => { setTimeout(resolve, 50); }));
    const said = expect.stringMatching(/an error occurred forwarding \d+ -> 9: error forwarding port 9 to pod [-\w]+, uid : .*failed to connect to localhost:9 inside namespace \\?"[-\w]+\\?", IPv4: dial tcp4 [\d.]+:9: connect: connection refused[\s\S]*error: lost connection to pod/);
    expect(await forward).toMatchObject({ code: 1, stderr: said });
    expect(await kubectl.run(['port-forward', 'pod/none', ':80'])).toMatchObject({ code: 1, stderr: 'Error from server (NotFound): pods "none" not found\n' });
  });

  test('auth can-i answers for oneself and, impersonating, for a service account', async () => {
    expect(await kubectl.out(['auth', 'can-i', 'delete', 'pods'])).toBe('yes\n');
    expect(await kubectl.run(['auth', 'can-i', 'delete', 'pods', '--as', `system:serviceaccount:${namespace}:default`])).toMatchObject({ code: 1, stdout: 'no\n' });
    expect(await everywhere.out(['auth', 'whoami', '-o', 'jsonpath={.status.userInfo.groups}'])).toContain('system:masters');
  });
});
