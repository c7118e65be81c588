import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { KubeObject } from '../../local/object.js';
import { compileCrd } from '../../local/schema/custom.js';
import { prepareObject } from '../../local/schema/prepare.js';
import { StatusError } from '../../local/status-error.js';
import { reservedPodKey, type PodMetadataPart } from '../../schema/validation/reserved-pod-keys.js';
import { packageRoot } from '../../start/package-root.js';

const definition = parse(readFileSync(path.join(packageRoot, 'manifests', 'crds', 'pgo.dev_postgresclusters.yaml'), 'utf8')) as KubeObject;
const [version] = compileCrd(definition).versions;

/** What the Kubernetes API says of a cluster that gives its pods this key; undefined when it takes it. */
const refusal = (part: PodMetadataPart, key: string): string | undefined => {
  if (version === undefined) throw new Error('the definition has no version');
  const object = { apiVersion: 'pgo.dev/v1', kind: 'PostgresCluster', metadata: { name: 'hippo', namespace: 'shop' }, spec: { podMetadata: { [part]: { [key]: 'x' } } } };
  try {
    prepareObject({ object, schema: version.schema, fieldValidation: 'Strict', source: 'body' });
    return undefined;
  } catch (error) {
    if (error instanceof StatusError) return error.message;
    throw error;
  }
};

test.each<[PodMetadataPart, string]>([
  ['labels', 'pgo.dev/cluster'], ['annotations', 'pgo.dev/applied'], ['labels', 'sub.pgo.dev/x'], ['annotations', 'status'], ['labels', 'app.kubernetes.io/name'],
  ['labels', 'app.kubernetes.io/component'], ['labels', 'batch.kubernetes.io/job-name'], ['labels', 'controller-uid'], ['annotations', 'container.apparmor.security.beta.kubernetes.io/database'],
])('the definition refuses in %s what the API refuses: %s', (part, key) => {
  const why = reservedPodKey(part, key);
  expect(why).toMatch(/./);
  expect(refusal(part, key)).toContain(`a key is reserved`);
  expect(refusal(part, key)).toContain(why);
});

test.each<[PodMetadataPart, string]>([['labels', 'status'], ['labels', 'team'], ['labels', 'notpgo.dev/x'], ['annotations', 'sidecar.istio.io/inject'], ['annotations', 'app.kubernetes.io/name']])('and takes in %s what the API takes: %s', (part, key) => {
  expect([reservedPodKey(part, key), refusal(part, key)]).toEqual([undefined, undefined]);
});
