import { describe, expect, it } from '@jest/globals';
import type { KubeObject } from '../object.js';
import { StatusError } from '../status-error.js';
import { builtinSchema } from './builtin.js';
import type { KindSchema } from './kind-schema.js';
import { prepareObject, type FieldValidation, type Prepared } from './prepare.js';

function schemaOf(apiVersion: string, kind: string): KindSchema {
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  const schema = builtinSchema(group, version, kind);
  if (!schema) throw new Error(`no schema of ${kind}`);
  return schema;
}

interface Options {
  readonly old?: KubeObject;
  readonly fieldValidation?: FieldValidation;
  readonly subresource?: string;
  readonly source?: 'body' | 'patch';
  readonly text?: string;
}

function prepare(object: object, { fieldValidation = 'Warn', source = 'body', ...options }: Options = {}): Prepared {
  const { apiVersion, kind } = object as KubeObject;
  return prepareObject({ object, schema: schemaOf(apiVersion, kind), fieldValidation, source, ...options });
}

function refusal(run: () => unknown): StatusError {
  try {
    run();
  } catch (error) {
    if (error instanceof StatusError) return error;
    throw error;
  }
  throw new Error('not refused');
}

function causes(error: StatusError): string[] {
  return (error.body.details?.causes ?? []).map(({ reason, field }) => `${reason.replace('FieldValue', '')} ${field}`);
}

function object(apiVersion: string, kind: string, fields: object, metadata: object = {}): KubeObject {
  return { apiVersion, kind, metadata: { name: 'a', namespace: 'n', ...metadata }, ...fields };
}

const pod = { containers: [{ name: 'c', image: 'i:1' }] };
const template = { metadata: { labels: { app: 'd' } }, spec: pod };
const selector = { matchLabels: { app: 'd' } };

describe('decoding of builtin kinds', () => {
  it.each([
    ['a text where a map belongs', object('v1', 'ConfigMap', { data: 'text' }), 'cannot unmarshal string into Go struct field ConfigMap.data'],
    ['a number in a map of texts', object('v1', 'ConfigMap', { data: { n: 1 } }), 'cannot unmarshal number'],
    ['base64 that is none', object('v1', 'Secret', { data: { a: '***' } }), 'illegal base64 data at input byte 0'],
    ['a quantity that is none', object('v1', 'PersistentVolumeClaim', { spec: { resources: { requests: { storage: 'lots' } } } }), 'quantities must match'],
    ['a fraction where an int32 belongs', object('apps/v1', 'Deployment', { spec: { replicas: 1.5 } }), 'Deployment.spec.replicas of type int32'],
    ['a time that is none', object('coordination.k8s.io/v1', 'Lease', { spec: { renewTime: 'soon' } }), 'parsing time'],
  ])('refuses %s', (_name, body, message) => {
    const error = refusal(() => prepare(body));
    expect(error.code).toBe(400);
    expect(error.reason).toBe('BadRequest');
    expect(error.message).toContain(message);
  });

  it('names unknown and doubled fields as asked', () => {
    const body = object('v1', 'ConfigMap', { data: { a: '1' }, dataa: {} }, { labelz: {} });
    const strict = refusal(() => prepare(body, { fieldValidation: 'Strict' }));
    expect(strict.message).toBe('ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "metadata.labelz", unknown field "dataa"');
    expect(prepare(body, { fieldValidation: 'Warn' }).warnings).toEqual(['unknown field "metadata.labelz"', 'unknown field "dataa"']);
    expect(prepare(body, { fieldValidation: 'Ignore' }).warnings).toEqual([]);
    expect(prepare(body).object).not.toHaveProperty('dataa');
    const doubled = { fieldValidation: 'Strict', text: '{"data":{"a":"1","a":"2"}}' } as const;
    expect(refusal(() => prepare(object('v1', 'ConfigMap', {}), doubled)).message).toContain('strict decoding error: duplicate field "data.a"');
  });

  it('answers Invalid for the same fault in a patch', () => {
    const error = refusal(() => prepare(object('v1', 'ConfigMap', { dataa: {} }), { fieldValidation: 'Strict', source: 'patch', old: object('v1', 'ConfigMap', {}) }));
    expect(error.code).toBe(422);
    expect(error.message).toContain('unknown field "dataa"');
  });

  it('writes quantities and times in their canonical spelling and drops nulls', () => {
    const claim = prepare(object('v1', 'PersistentVolumeClaim', { spec: { accessModes: ['ReadWriteOnce'], volumeName: null, resources: { requests: { storage: '1024Mi' } } } })).object;
    expect(claim['spec']).toEqual({ accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, volumeMode: 'Filesystem' });
    const lease = prepare(object('coordination.k8s.io/v1', 'Lease', { spec: { renewTime: '2026-01-02T03:04:05+01:00' } })).object;
    expect(lease['spec']).toEqual({ renewTime: '2026-01-02T02:04:05.000000Z' });
  });
});

describe('defaults of builtin kinds', () => {
  it('fills a Deployment', () => {
    const made = prepare(object('apps/v1', 'Deployment', { spec: { selector, template } })).object;
    expect(made).toMatchObject({
      metadata: { generation: 1 },
      spec: {
        replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
        template: { spec: { restartPolicy: 'Always', dnsPolicy: 'ClusterFirst', terminationGracePeriodSeconds: 30, containers: [{ imagePullPolicy: 'IfNotPresent', terminationMessagePath: '/dev/termination-log' }] } },
      },
    });
  });

  it.each([
    ['i', 'Always'], ['i:latest', 'Always'], ['host:5000/i', 'Always'], ['i:1', 'IfNotPresent'], ['i@sha256:abc', 'IfNotPresent'],
  ])('image %s is pulled %s', (image, policy) => {
    const made = prepare(object('v1', 'Pod', { spec: { containers: [{ name: 'c', image }] } })).object;
    expect(made).toMatchObject({ spec: { containers: [{ imagePullPolicy: policy }] } });
  });

  it('encodes stringData and never shows it', () => {
    const made = prepare(object('v1', 'Secret', { data: { a: 'b2xk', c: 'Yw==' }, stringData: { a: 'new' } })).object;
    expect(made).toMatchObject({ data: { a: 'bmV3', c: 'Yw==' }, type: 'Opaque' });
    expect(made).not.toHaveProperty('stringData');
  });

  it('lets a service keep its address', () => {
    const old = object('v1', 'Service', { spec: { type: 'ClusterIP', clusterIP: '10.0.0.1', clusterIPs: ['10.0.0.1'], ports: [{ port: 80 }] } });
    expect(prepare(object('v1', 'Service', { spec: { ports: [{ port: 81 }] } }), { old }).object).toMatchObject({ spec: { clusterIP: '10.0.0.1', ports: [{ port: 81, targetPort: 81, protocol: 'TCP' }] } });
  });

  it('does not change what it was given', () => {
    const body = object('apps/v1', 'Deployment', { spec: { selector, template } });
    const copy = structuredClone(body);
    prepare(body);
    expect(body).toEqual(copy);
  });
});

describe('validation of builtin kinds', () => {
  const claimTemplate = { metadata: { name: 'd' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } };
  it.each<[string, KubeObject, string[]]>([
    ['a name', object('v1', 'ConfigMap', {}, { name: 'Bad_Name' }), ['Invalid metadata.name']],
    ['a missing name', object('v1', 'ConfigMap', {}, { name: undefined }), ['Required metadata.name']],
    ['a label key', object('v1', 'ConfigMap', {}, { labels: { 'bad key': 'v' } }), ['Invalid metadata.labels']],
    ['a key in both maps', object('v1', 'ConfigMap', { data: { b: 'x' }, binaryData: { b: 'AAEC' } }), ['Invalid data[b]']],
    ['a key', object('v1', 'Secret', { stringData: { 'bad/key': 'v' } }), ['Invalid data[bad/key]']],
    ['missing keys', object('v1', 'Secret', { type: 'kubernetes.io/tls' }), ['Required data[tls.crt]', 'Required data[tls.key]']],
    ['no ports', object('v1', 'Service', { spec: { ports: [] } }), ['Required spec.ports']],
    ['port 0', object('v1', 'Service', { spec: { ports: [{ port: 0 }] } }), ['Invalid spec.ports[0].port', 'Invalid spec.ports[0].targetPort']],
    ['ports without names', object('v1', 'Service', { spec: { ports: [{ port: 1 }, { port: 2 }] } }), ['Required spec.ports[0].name', 'Required spec.ports[1].name']],
    ['equal port names', object('v1', 'Service', { spec: { ports: [{ name: 'a', port: 1 }, { name: 'a', port: 2 }] } }), ['Duplicate spec.ports[1].name']],
    ['an unknown type', object('v1', 'Service', { spec: { type: 'Odd', ports: [{ port: 1 }] } }), ['NotSupported spec.type']],
    ['no containers', object('v1', 'Pod', { spec: { containers: [] } }), ['Required spec.containers']],
    ['equal containers', object('v1', 'Pod', { spec: { containers: [...pod.containers, ...pod.containers] } }), ['Duplicate spec.containers[1].name']],
    ['a mount of nothing', object('v1', 'Pod', { spec: { containers: [{ ...pod.containers[0], volumeMounts: [{ name: 'none', mountPath: '/x' }] }] } }), ['NotFound spec.containers[0].volumeMounts[0].name']],
    ['a request above its limit', object('v1', 'Pod', { spec: { containers: [{ ...pod.containers[0], resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } }] } }), ['Invalid spec.containers[0].resources.requests']],
    ['a volume of no config map', object('v1', 'Pod', { spec: { ...pod, volumes: [{ name: 'v', configMap: {} }] } }), ['Required spec.volumes[0].configMap.name']],
    ['other labels', object('apps/v1', 'Deployment', { spec: { selector: { matchLabels: { app: 'x' } }, template } }), ['Invalid spec.template.metadata.labels']],
    ['no selector', object('apps/v1', 'Deployment', { spec: { template } }), ['Required spec.selector']],
    ['a claim without a size', object('v1', 'PersistentVolumeClaim', { spec: { accessModes: ['ReadWriteOnce'] } }), ['Required spec.resources[storage]']],
    ['both bounds', object('policy/v1', 'PodDisruptionBudget', { spec: { minAvailable: 1, maxUnavailable: 1, selector: {} } }), ['Invalid spec']],
    ['no duration', object('coordination.k8s.io/v1', 'Lease', { spec: { leaseDurationSeconds: 0 } }), ['Invalid spec.leaseDurationSeconds']],
    ['a schedule', object('batch/v1', 'CronJob', { spec: { schedule: 'often', jobTemplate: { spec: { template: { spec: { ...pod, restartPolicy: 'Never' } } } } } }), ['Invalid spec.schedule']],
    ['a job that restarts', object('batch/v1', 'Job', { spec: { template: { spec: pod } } }), ['Required spec.template.spec.restartPolicy']],
    ['two controllers', object('v1', 'ConfigMap', {}, { ownerReferences: [1, 2].map((index) => ({ apiVersion: 'v1', kind: 'Pod', name: `p${index}`, uid: `u${index}`, controller: true })) }), ['Invalid metadata.ownerReferences']],
  ])('refuses %s', (_name, body, expected) => {
    const error = refusal(() => prepare(body));
    expect(error.code).toBe(422);
    expect(causes(error)).toEqual(expected);
  });

  it('takes the mounts of claim templates for volumes', () => {
    const mounted = { ...template, spec: { containers: [{ name: 'c', image: 'i:1', volumeMounts: [{ name: 'd', mountPath: '/d' }] }] } };
    const made = prepare(object('apps/v1', 'StatefulSet', { spec: { serviceName: 's', selector, template: mounted, volumeClaimTemplates: [claimTemplate] } })).object;
    expect(made).toMatchObject({ spec: { volumeClaimTemplates: [{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', spec: { volumeMode: 'Filesystem' } }] } });
  });
});

describe('updates of builtin kinds', () => {
  const stored = (body: KubeObject): KubeObject => prepare(body).object;

  it.each<[string, KubeObject, object, string[]]>([
    ['the type of a secret', object('v1', 'Secret', { type: 'Opaque' }), { type: 'kc/other' }, ['Invalid type']],
    ['immutable data', object('v1', 'ConfigMap', { data: { a: '1' }, immutable: true }), { data: { a: '2' }, immutable: true }, ['Forbidden data']],
    ['immutability', object('v1', 'ConfigMap', { data: { a: '1' }, immutable: true }), { data: { a: '1' }, immutable: undefined }, ['Forbidden immutable']],
    ['the selector of a deployment', object('apps/v1', 'Deployment', { spec: { selector, template } }), { spec: { selector: { matchLabels: { app: 'n' } }, template: { ...template, metadata: { labels: { app: 'n' } } } } }, ['Invalid spec.selector']],
    ['the service of a stateful set', object('apps/v1', 'StatefulSet', { spec: { serviceName: 's', selector, template } }), { spec: { serviceName: 'o', selector, template } }, ['Forbidden spec']],
    ['the node selector of a pod', object('v1', 'Pod', { spec: pod }), { spec: { ...pod, nodeSelector: { x: 'y' } } }, ['Forbidden spec']],
    ['a role reference', object('rbac.authorization.k8s.io/v1', 'RoleBinding', { roleRef: { kind: 'Role', name: 'r' } }), { roleRef: { kind: 'Role', name: 'q' } }, ['Invalid roleRef']],
  ])('refuse to change %s', (_name, before, change, expected) => {
    expect(causes(refusal(() => prepare({ ...before, ...change }, { old: stored(before) })))).toEqual(expected);
  });

  it('may change the image of a pod', () => {
    const old = stored(object('v1', 'Pod', { spec: pod }));
    const made = prepare({ ...object('v1', 'Pod', { spec: { containers: [{ name: 'c', image: 'i:2' }] } }) }, { old }).object;
    expect(made).toMatchObject({ metadata: { generation: 2 }, spec: { containers: [{ image: 'i:2' }] } });
  });

  it('count changes of the spec alone', () => {
    const body = object('apps/v1', 'Deployment', { spec: { selector, template } });
    const old = stored(body);
    expect(prepare({ ...body, metadata: { ...body.metadata, labels: { x: 'y' }, generation: 50 } }, { old }).object.metadata.generation).toBe(1);
    expect(prepare(object('apps/v1', 'Deployment', { spec: { selector, template, replicas: 3 } }), { old }).object.metadata.generation).toBe(2);
  });

  it('write the status on its own path alone', () => {
    const old = stored(object('v1', 'Pod', { spec: pod }));
    expect(prepare({ ...old, status: { message: 'no' } }, { old }).object['status']).toEqual(old['status']);
    const written = prepare({ ...old, status: { message: 'yes' }, spec: { ...pod, priority: 5 } }, { old, subresource: 'status' }).object;
    expect(written).toMatchObject({ status: { message: 'yes' }, spec: old['spec'] as object });
  });

  it('add no finalizer to what is being deleted', () => {
    const old = object('v1', 'ConfigMap', {}, { deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: ['a.b/c'] });
    const error = refusal(() => prepare(object('v1', 'ConfigMap', {}, { finalizers: ['a.b/c', 'a.b/d'] }), { old }));
    expect(causes(error)).toEqual(['Forbidden metadata.finalizers']);
  });
});
