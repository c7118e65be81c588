import { describe, expect, test } from '@jest/globals';
import type { KubeObject } from '../../object.js';
import type { Pod } from '../core-types.js';
import type { ControllerRevision, DaemonSet, DaemonSetSpec } from '../workload-types.js';
import { planDaemonSet } from './plan-daemonset.js';

const start = Date.parse('2026-01-01T00:00:00Z');

function daemonSet(spec: Partial<DaemonSetSpec> = {}): DaemonSet {
  return {
    apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'd', namespace: 'n', uid: 'd-uid', generation: 1 },
    spec: { selector: { matchLabels: { app: 'd' } }, template: { metadata: { labels: { app: 'd' } }, spec: { containers: [{ name: 'c' }] } }, updateStrategy: { type: 'RollingUpdate' }, ...spec },
  };
}

const node = (name: string, more: { labels?: Record<string, string>; spec?: object } = {}): KubeObject =>
  ({ apiVersion: 'v1', kind: 'Node', metadata: { name, labels: { disk: 'ssd', ...more.labels } }, spec: more.spec ?? {} });
const tainted = (name: string, effect: string): KubeObject => node(name, { spec: { taints: [{ key: 'dedicated', value: 'db', effect }] } });

/** A small cluster: the planner is played, pods are bound and start at once, or stay as they are. */
class Cluster {
  pods: Pod[] = [];
  revisions: ControllerRevision[] = [];
  /** What was done, as `+node` and `-node`, in order. */
  log: string[] = [];
  private made = 0;

  constructor(public set: DaemonSet, public nodes: readonly KubeObject[], public starts: (pod: Pod) => boolean = () => true) {}

  settle(): this {
    for (let visit = 0; visit < 12; visit += 1) this.step();
    return this;
  }

  step(): this {
    const { actions } = planDaemonSet({ set: this.set, pods: this.pods, revisions: this.revisions, nodes: this.nodes, now: start });
    for (const { verb, kind, object } of actions) {
      if (verb === 'replaceStatus') this.set = object as DaemonSet;
      else if (kind.kind === 'ControllerRevision') this.revisions = [...this.revisions.filter(({ metadata }) => metadata.name !== object.metadata.name), object as ControllerRevision];
      else if (verb === 'create') this.create(object as Pod);
      else if (verb === 'delete') this.remove(object as Pod);
    }
    const ready = { type: 'Ready', status: 'True' as const, lastTransitionTime: new Date(start).toISOString() };
    this.pods = this.pods.map((pod) => (this.starts(pod) && pod.status === undefined ? { ...pod, status: { phase: 'Running', conditions: [ready] } } : pod));
    return this;
  }

  change(spec: Partial<DaemonSetSpec>): this {
    const { metadata } = this.set;
    this.set = { ...this.set, metadata: { ...metadata, generation: (metadata.generation ?? 0) + 1 }, spec: { ...this.set.spec, ...spec } };
    this.log = [];
    return this;
  }

  /** A template of that version. */
  version(version: string): Partial<DaemonSetSpec> {
    return { template: { metadata: { labels: { app: 'd' }, annotations: { version } }, spec: { containers: [{ name: 'c' }] } } };
  }

  versions(): unknown[] {
    return this.pods.map(({ metadata }) => metadata.annotations?.['version']);
  }

  private create(pod: Pod): void {
    const name = `d-${(this.made += 1)}`;
    const [term] = (pod.spec as unknown as { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: { matchFields: { values: string[] }[] }[] } } } })
      .affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms;
    const nodeName = term?.matchFields[0]?.values[0] ?? '';
    this.log.push(`+${nodeName}`);
    this.pods = [...this.pods, { ...pod, metadata: { ...pod.metadata, name, uid: name, creationTimestamp: new Date(start + this.made * 1000).toISOString() }, spec: { ...pod.spec, nodeName } }];
  }

  private remove(pod: Pod): void {
    this.log.push(`-${pod.spec.nodeName}`);
    this.pods = this.pods.filter(({ metadata }) => metadata.uid !== pod.metadata.uid);
  }
}

describe('planDaemonSet', () => {
  test.each<[string, readonly KubeObject[], Partial<DaemonSetSpec>, string[]]>([
    ['each node gets a pod', [node('a'), node('b')], {}, ['+a', '+b']],
    ['one without the label of the selector gets none', [node('a'), node('b', { labels: { disk: 'hdd' } })], { template: { metadata: { labels: { app: 'd' } }, spec: { containers: [], nodeSelector: { disk: 'ssd' } } } }, ['+a']],
    ['one with a taint gets none', [node('a'), tainted('b', 'NoSchedule')], {}, ['+a']],
    ['unless that is tolerated', [tainted('b', 'NoSchedule')], { template: { metadata: { labels: { app: 'd' } }, spec: { containers: [], tolerations: [{ key: 'dedicated', operator: 'Exists' }] } } }, ['+b']],
    ['a node in trouble or cordoned keeps its pod', [node('a', { spec: { unschedulable: true, taints: [{ key: 'node.kubernetes.io/memory-pressure', effect: 'NoSchedule' }] } })], {}, ['+a']],
  ])('%s', (_name, nodes, spec, log) => {
    const cluster = new Cluster(daemonSet(spec), nodes).settle();
    expect(cluster.log).toEqual(log);
    expect(cluster.set.status).toMatchObject({ desiredNumberScheduled: log.length, currentNumberScheduled: log.length, numberReady: log.length, numberAvailable: log.length, updatedNumberScheduled: log.length, numberMisscheduled: 0, observedGeneration: 1 });
    expect(cluster.set.status).not.toHaveProperty('numberUnavailable');
  });

  test('a new template is rolled out one node after the other, and an old one comes back with its revision', () => {
    const cluster = new Cluster(daemonSet(), [node('a'), node('b')]).settle();
    cluster.change(cluster.version('2')).settle();
    expect(cluster.log).toEqual(['-a', '+a', '-b', '+b']);
    expect(cluster.versions()).toEqual(['2', '2']);
    cluster.change(daemonSet().spec).settle();
    expect(cluster.versions()).toEqual([undefined, undefined]);
    expect(cluster.revisions.map(({ revision }) => revision)).toEqual([2, 3]);
  });

  test.each<[string, DaemonSetSpec['updateStrategy'], string[]]>([
    ['two at a time', { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 2 } }, ['-a', '-b', '+a', '+b', '-c', '+c']],
    ['half at a time', { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '50%' } }, ['-a', '-b', '+a', '+b', '-c', '+c']],
    ['the new before the old', { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } }, ['+a', '-a', '+b', '-b', '+c', '-c']],
    ['only when somebody deletes', { type: 'OnDelete' }, []],
  ])('it is rolled out %s', (_name, updateStrategy, log) => {
    const cluster = new Cluster(daemonSet(updateStrategy === undefined ? {} : { updateStrategy }), [node('a'), node('b'), node('c')]).settle();
    expect(cluster.change(cluster.version('2')).settle().log).toEqual(log);
  });

  test('a template that does not start stops the rollout at the first node', () => {
    const cluster = new Cluster(daemonSet(), [node('a'), node('b')], ({ metadata }) => metadata.annotations?.['version'] !== 'broken').settle();
    cluster.change(cluster.version('broken')).settle();
    expect(cluster.log).toEqual(['-a', '+a']);
    expect(cluster.set.status).toMatchObject({ desiredNumberScheduled: 2, numberReady: 1, numberUnavailable: 1, updatedNumberScheduled: 1 });
  });

  test.each<[string, (pods: Pod[]) => Pod[], string[]]>([
    ['that failed is replaced', (pods) => pods.map((pod) => ({ ...pod, status: { phase: 'Failed' } })), ['-a', '+a']],
    ['too many is ended, the younger one', (pods) => [...pods, ...pods.map((pod) => ({ ...pod, metadata: { ...pod.metadata, name: 'x', uid: 'x', creationTimestamp: '2027-01-01T00:00:00Z' } }))], ['-a']],
    ['that is on its way out is waited for', (pods) => pods.map((pod) => ({ ...pod, metadata: { ...pod.metadata, deletionTimestamp: 'now' } })), []],
  ])('a pod %s', (_name, befall, log) => {
    const cluster = new Cluster(daemonSet(), [node('a')]).settle();
    cluster.log = [];
    cluster.pods = befall(cluster.pods);
    expect(cluster.settle().log).toEqual(log);
  });

  test.each<[string, KubeObject, string[], number]>([
    ['a taint keeps pods away that come later', tainted('a', 'NoSchedule'), [], 1],
    ['one that ends pods ends this one', tainted('a', 'NoExecute'), ['-a'], 0],
    ['a label that is gone ends it', node('a', { labels: { disk: 'hdd' } }), ['-a'], 0],
  ])('%s', (_name, after, log, misscheduled) => {
    const cluster = new Cluster(daemonSet({ template: { metadata: { labels: { app: 'd' } }, spec: { containers: [], nodeSelector: after.spec && 'taints' in (after.spec as object) ? {} : { disk: 'ssd' } } } }), [node('a')]).settle();
    cluster.log = [];
    cluster.nodes = [after];
    expect(cluster.settle().log).toEqual(log);
    expect(cluster.set.status).toMatchObject({ desiredNumberScheduled: 0, currentNumberScheduled: 0, numberMisscheduled: misscheduled });
  });

  test('a set that is being deleted makes nothing', () => {
    const set = daemonSet();
    expect(new Cluster({ ...set, metadata: { ...set.metadata, deletionTimestamp: 'now' } }, [node('a')]).settle().log).toEqual([]);
  });
});
