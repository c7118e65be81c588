import { describe, expect, test } from '@jest/globals';
import type { KubeObject } from '../../object.js';
import { FieldErrors } from '../field-errors.js';
import { kindRules } from './kind-rules-table.js';

const meta = { name: 'a', namespace: 'ns' };
const object = (kind: string, rest: object, metadata: KubeObject['metadata'] = meta): KubeObject => ({ apiVersion: 'v1', kind, metadata, ...rest });

function faults(group: string, value: KubeObject, old?: KubeObject): string[] {
  const errors = new FieldErrors();
  const rules = kindRules(group, value.kind);
  if (old) rules.validateUpdate?.(value, old, errors);
  else rules.validate?.(value, errors);
  return errors.list.map(({ field, message }) => `${field}: ${message}`);
}

const endpoints = (ip: string): object => ({ subsets: [{ addresses: [{ ip }] }] });
const job = (template: object): KubeObject => object('Job', { spec: { suspend: true, template }, status: {} });
const pod = (activeDeadlineSeconds?: number): KubeObject => object('Pod', { spec: { containers: [], ...(activeDeadlineSeconds === undefined ? {} : { activeDeadlineSeconds }) } });

const indexedJob = (spec: object): KubeObject =>
  object('Job', { spec: { completionMode: 'Indexed', completions: 3, template: { spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: 'i', imagePullPolicy: 'Always', terminationMessagePolicy: 'File' }], dnsPolicy: 'Default' } }, ...spec } });
const successPolicy = (...rules: object[]): object => ({ successPolicy: { rules } });

describe('what jobs refuse', () => {
  test.each<[string, object, string[]]>([
    ['a limit for each index is fine', { backoffLimitPerIndex: 1, maxFailedIndexes: 3 }, []],
    ['without indexes', { completionMode: 'NonIndexed', backoffLimitPerIndex: 1, ...successPolicy({ succeededCount: 1 }) }, ['spec.backoffLimitPerIndex: Invalid value: 1: requires indexed completion mode', expect.stringMatching(/^spec.successPolicy: Invalid value: .*: requires indexed completion mode$/) as unknown as string]],
    ['a number of failed indexes without it', { maxFailedIndexes: 1 }, ['spec.backoffLimitPerIndex: Required value: when maxFailedIndexes is specified']],
    ['more of them than there are', { backoffLimitPerIndex: 1, maxFailedIndexes: 4 }, ['spec.maxFailedIndexes: Invalid value: 4: must be less than or equal to completions']],
    ['a policy with rules is fine', successPolicy({ succeededIndexes: '0,1-2', succeededCount: 3 }), []],
    ['a policy without', successPolicy(), ['spec.successPolicy.rules: Required value: at least one rules must be specified when the successPolicy is specified']],
    ['a rule that says nothing', successPolicy({}), ['spec.successPolicy.rules[0]: Required value: at least one of succeededCount or succeededIndexes must be specified']],
    ['an index that is not there', successPolicy({ succeededIndexes: '3' }), [expect.stringMatching(/^spec.successPolicy.rules\[0\].succeededIndexes: Invalid value: "3": error parsing/) as unknown as string]],
    ['indexes out of order', successPolicy({ succeededIndexes: '1,0' }), [expect.stringContaining('error parsing succeededIndexes') as unknown as string]],
    ['more than the indexes', successPolicy({ succeededIndexes: '0', succeededCount: 2 }), ['spec.successPolicy.rules[0].succeededCount: Invalid value: 2: must be less than or equal to 1 (the number of indexes in the specified succeededIndexes field)']],
    ['more than there are', successPolicy({ succeededCount: 4 }), ['spec.successPolicy.rules[0].succeededCount: Invalid value: 4: must be less than or equal to 3 (the number of specified completions)']],
  ])('%s', (_name, spec, expected) => expect(faults('batch', indexedJob(spec))).toEqual(expected));

  test.each<[string, object, object]>([
    ['by default', {}, { backoffLimit: 6, podReplacementPolicy: 'TerminatingOrFailed' }],
    ['with a limit for each index', { backoffLimitPerIndex: 1 }, { backoffLimit: 2 ** 31 - 1 }],
    ['with rules for failures', { podFailurePolicy: { rules: [] } }, { podReplacementPolicy: 'Failed' }],
  ])('what they get %s', (_name, spec, expected) => {
    const value = indexedJob(spec);
    kindRules('batch', 'Job').fill?.(value, undefined);
    expect(value.spec).toMatchObject(expected);
  });
});

describe('what kinds refuse', () => {
  test.each<[string, string, KubeObject, string[]]>([
    ['an endpoint of this machine alone', '', object('Endpoints', endpoints('127.0.0.1')), ['subsets[0].addresses[0].ip: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)']],
    ['but not a pod\'s, which has an address of a block of its own here', '', object('Endpoints', endpoints('127.5.0.1')), []],
    ['a subset without addresses', '', object('Endpoints', { subsets: [{ ports: [] }] }), ['subsets[0]: Required value: must specify `addresses` or `notReadyAddresses`']],
    ['a slice\'s endpoint without addresses', 'discovery.k8s.io', object('EndpointSlice', { addressType: 'IPv4', endpoints: [{ addresses: [] }] }), ['endpoints[0].addresses: Required value: must contain at least 1 address']],
    ['paths in a role of a namespace', 'rbac.authorization.k8s.io', object('Role', { rules: [{ verbs: ['get'], nonResourceURLs: ['/x'] }] }), ['rules[0].nonResourceURLs: Invalid value: ["/x"]: namespaced rules cannot apply to non-resource URLs']],
    ['an event beside what it is not about', '', object('Event', { involvedObject: { namespace: 'other' } }), ['involvedObject.namespace: Invalid value: "other": does not match event.namespace']],
    ['a docker configuration that is no JSON', '', object('Secret', { type: 'kubernetes.io/dockerconfigjson', data: { '.dockerconfigjson': 'eA==' } }), ['data[.dockerconfigjson]: Invalid value: "<secret contents redacted>": invalid JSON']],
  ])('%s', (_name, group, value, expected) => expect(faults(group, value)).toEqual(expected));

  test.each<[string, string, readonly [KubeObject, KubeObject], string[]]>([
    ['a longer deadline of a pod', '', [pod(200), pod(100)], ['spec.activeDeadlineSeconds: Invalid value: 200: must be less than or equal to previous value']],
    ['no deadline any more', '', [pod(), pod(100)], ['spec.activeDeadlineSeconds: Invalid value: "": must not update from a positive integer to nil value']],
    ['a shorter one is fine', '', [pod(50), pod(100)], []],
    ['another image of a suspended job', 'batch', [job({ spec: { containers: [{ image: 'b' }] } }), job({ spec: { containers: [{ image: 'a' }] } })], [expect.stringContaining('spec.template: Invalid value') as unknown as string]],
    ['where its pods run may change', 'batch', [job({ spec: { nodeSelector: { a: 'b' } } }), job({ spec: {} })], []],
  ])('%s', (_name, group, [value, old], expected) => expect(faults(group, value, old)).toEqual(expected));

  test('definitions in groups of Kubernetes need an approval', () => {
    const definition = (annotations?: Record<string, string>): KubeObject => object('CustomResourceDefinition', { spec: { group: 'x.k8s.io', names: {}, versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }] } }, { name: 'a', ...(annotations ? { annotations } : {}) });
    const approval = 'api-approved.kubernetes.io';
    const said = (annotations?: Record<string, string>): string[] => faults('apiextensions.k8s.io', definition(annotations)).filter((fault) => fault.startsWith('metadata.annotations'));
    expect(said()).toEqual([`metadata.annotations[${approval}]: Required value: protected groups must have approval annotation "${approval}", see https://github.com/kubernetes/enhancements/pull/1111`]);
    expect(said({ [approval]: 'unapproved, a test' })).toEqual([]);
  });
});

test('a network policy is about what comes in, and about what goes out when it says so', () => {
  const policy = (spec: object): unknown => {
    const value = object('NetworkPolicy', { spec });
    kindRules('networking.k8s.io', 'NetworkPolicy').fill?.(value, undefined);
    return (value.spec as { policyTypes: string[] }).policyTypes;
  };
  expect([policy({}), policy({ egress: [{}] }), policy({ policyTypes: ['Egress'] })]).toEqual([['Ingress'], ['Ingress', 'Egress'], ['Egress']]);
});
