import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import path from 'node:path';
import { stringify } from 'yaml';
import type { KubeObject } from '../../kube/kube-object.js';
import { backupJob } from '../../operator/backup/backup-job.js';
import { restoreDatabaseJob } from '../../operator/backup/restore-database-job.js';
import { planCluster } from '../../operator/cluster/plan.js';
import { desireCluster } from '../../operator/cluster/desire/desire-cluster.js';
import { FAILOVER_TIMES_DEFAULT } from '../../operator/postgres/patroni-config.js';
import { recoveryJob } from '../../operator/restore/job/recovery-job.js';
import { aWorld, ENTRY } from '../../operator/testing/cluster-fixture.js';
import type { PostgresBackup } from '../../schema/resource/postgres-backup.js';
import type { PostgresClusterSpec } from '../../schema/resource/postgres-cluster.js';
import { packageRoot } from '../../start/package-root.js';
import { hasKubectl, kubectlFor, type Kubectl } from '../support/kubectl.js';
import { sharedService } from '../support/shared-service.js';

jest.setTimeout(120_000);

const isThere = await hasKubectl();
const withKubectl = isThere ? describe : describe.skip;
if (!isThere) console.warn('kubectl is not installed, or older than 1.28: whether Kubernetes takes every manifest is not tested');

/** Where the fixtures of the operator are. */
const NAMESPACE = 'shop';
const PLACED: PostgresClusterSpec = {
  postgresVersion: 15,
  scheduling: { tolerations: [{ key: 'database', operator: 'Exists' }], nodeSelector: { disk: 'nvme' }, priorityClassName: 'databases', imagePullSecrets: ['registry'] },
  podMetadata: { labels: { team: 'shop' }, annotations: { 'sidecar.istio.io/inject': 'false' } },
};
const EVERYTHING: PostgresClusterSpec = {
  ...PLACED, replicas: 2, durability: 'SYNC', parameters: { work_mem: '8MB' }, storage: { size: '5Gi' },
  pooler: { enabled: true }, monitoring: { enabled: true }, tls: { required: false },
};

/** What the operator applies for a cluster of this spec. */
function desired(spec: PostgresClusterSpec): KubeObject[] {
  const world = aWorld({ spec });
  const plan = planCluster(world, { covers: true, renewAtMs: Infinity }, 0);
  return desireCluster({ world, plan, entry: ENTRY, settings: { serviceAddressing: 'name', watchesNodes: true, networkPolicies: { controlPlaneNamespace: 'pgo' }, failover: FAILOVER_TIMES_DEFAULT } });
}

/** Every kind of Job that the operator makes. */
function jobs(): KubeObject[] {
  const { cluster, spec } = aWorld({ spec: PLACED });
  const backup = (type: 'FULL' | 'LOGICAL'): PostgresBackup =>
    ({ apiVersion: 'pgo.dev/v1', kind: 'PostgresBackup', metadata: { name: `b-${type.toLowerCase()}`, namespace: NAMESPACE, uid: `b-${type.toLowerCase()}` }, spec: { cluster: 'hippo', type } });
  const access = { stanza: 'db', repositories: [1], env: [], volumes: [], volumeMounts: [] };
  const dump = { repository: 'repo1', label: 'l', database: 'd', target: 't', part: 'p', kept: 'k', operation: 'o' } as Parameters<typeof restoreDatabaseJob>[2];
  return [
    ...(['FULL', 'LOGICAL'] as const).map((type) => backupJob({ backup: backup(type), cluster, spec, entry: ENTRY, primary: 'hippo-1', replica: 'hippo-2' })),
    restoreDatabaseJob({ cluster, spec, entry: ENTRY, primary: 'hippo-1' }, 'restore-database', dump),
    recoveryJob(cluster, ENTRY, { name: 'restore', component: 'restore', script: 'true', access, env: [], retries: 1, deadlineSeconds: 60 }),
  ];
}

withKubectl('Kubernetes takes, with no field that it does not know,', () => {
  let kubectl: Kubectl;
  let ofProgram: Kubectl;
  const dryRun = (args: string[], { by = kubectl, input }: { by?: Kubectl; input?: string } = {}) =>
    by.run(['apply', '--server-side', '--force-conflicts', '--dry-run=server', '--validate=strict', ...args], input === undefined ? {} : { input });
  const text = (objects: readonly object[]): string => objects.map((object) => stringify(object)).join('---\n');
  const taken = (count: number | string): object => ({ code: 0, stderr: '', stdout: expect.stringMatching(new RegExp(`^([^\\n]* serverside-applied \\(server dry run\\)\\n){${count}}$`)) });

  beforeAll(async () => {
    const { dataDir } = await sharedService();
    kubectl = kubectlFor(dataDir, NAMESPACE);
    ofProgram = kubectlFor(dataDir, 'pgo');
    await kubectl.out(['apply', '-f', '-'], { input: text([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } }]) });
  });

  test.each([
    ['everything, for the whole cluster', []],
    ['the program for a list of namespaces', ['install', 'namespaces']],
    ['the rights in one of these', ['install', 'watched-namespace']],
  ])('the manifests of %s', async (_name, folder) => {
    expect(await dryRun(['-k', path.join(packageRoot, 'manifests', ...folder)], { by: ofProgram })).toEqual(taken('1,'));
  });

  test.each<[string, PostgresClusterSpec]>([['as it is by default', {}], ['with everything that there is', EVERYTHING]])('the objects of a cluster %s', async (_name, spec) => {
    const objects = desired(spec);
    expect(await dryRun(['-f', '-'], { input: text(objects) })).toEqual(taken(objects.length));
  });

  test('the jobs of backups and restores', async () => {
    const objects = jobs();
    expect(await dryRun(['-f', '-'], { input: text(objects) })).toEqual(taken(objects.length));
  });

  test('and it refuses the same objects with another field in them', async () => {
    const [first] = desired({}) as [KubeObject & { spec: object }];
    const job = jobs()[0] as KubeObject & { spec: object };
    const refused = await dryRun(['-f', '-'], { input: text([{ ...first, spec: { ...first.spec, colour: 'red' } }, { ...job, spec: { ...job.spec, retries: 3 } }]) });
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/\.spec\.colour: field not declared in schema[\s\S]*\.spec\.retries: field not declared in schema/) });
  });
});
