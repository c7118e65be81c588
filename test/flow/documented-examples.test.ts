import { beforeAll, expect, jest, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../start/package-root.js';
import { ensureNamespace, kubernetesOf } from '../support/kubernetes.js';
import { runNode } from '../support/pgo-command.js';
import { sharedService, type SharedService } from '../support/shared-service.js';

jest.setTimeout(180_000);

const namespace = 'documented-examples';
const example = 'docs/examples/follow-clusters.mjs';
let service: SharedService;

beforeAll(async () => {
  service = await sharedService();
  const kubernetes = await kubernetesOf(service);
  await ensureNamespace(kubernetes, namespace);
  await kubernetes.close();
});

test('the program in docs/sdk.md is the one that is run here', () => {
  const read = (file: string): string => readFileSync(path.join(packageRoot, file), 'utf8');
  expect(read('docs/sdk.md')).toContain(read(example));
});

test('it creates a cluster, follows it, connects and deletes it', async () => {
  const environment = { PGO_URL: service.url, PGO_TOKEN: service.token, PGO_NAMESPACE: namespace };
  const { code, stdout, stderr } = await runNode(example, ['sample'], { environment });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/CreateCluster: SUCCEEDED 100 %\nsample is READY at 127\.[\d.]+:5432\n[^]*DeleteCluster: SUCCEEDED 100 %\n$/);
});

test('it says what was refused', async () => {
  const { code, stderr } = await runNode(example, ['Sample'], { environment: { PGO_URL: service.url, PGO_TOKEN: service.token, PGO_NAMESPACE: namespace } });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^BAD_USER_INPUT: .*lower-case/);
});
