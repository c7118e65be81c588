import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import type { PgoClient } from '../../schema/sdk/client.js';
import { FAULTS, type Fault } from '../chaos/faults.js';
import { runFault } from '../chaos/run-fault.js';
import { seededRandom } from '../chaos/seeded-random.js';
import { ensureNamespace, kubernetesOf } from '../support/kubernetes.js';
import { outsideKubeconfig } from '../support/outside.js';
import { sharedService, type SharedService } from '../support/shared-service.js';
import { clientOf, createReadyCluster } from '../support/test-client.js';

jest.setTimeout(600_000);

const cluster = { namespace: 'chaos-in-short', name: 'storm' };
const seed = Math.floor(Math.random() * 2 ** 31);
const random = seededRandom(seed);
/** The rest is for `npm run chaos`. */
const SHORT = FAULTS.filter(({ name }) => name === 'kill -9 of PostgreSQL on the primary' || name === 'kill -9 of a replica');
let service: SharedService;
let client: PgoClient;
let kubernetes: KubeConnection;

beforeAll(async () => {
  service = await sharedService();
  client = clientOf(service);
  kubernetes = await kubernetesOf(service);
  await ensureNamespace(kubernetes, cluster.namespace);
  await createReadyCluster(client, { ...cluster, replicas: 1, durability: 'SYNC' });
});

afterAll(async () => {
  await client.deleteCluster({ input: { cluster, confirm: cluster.name } });
  await client.close();
  await kubernetes.close();
});

const testEach = outsideKubeconfig === undefined ? test.each : test.skip.each;
if (outsideKubeconfig !== undefined) console.warn('the faults need the processes of containers, and they run elsewhere: their tests are skipped');

testEach(SHORT.map((fault): [string, Fault] => [fault.name, fault]))(`%s (seed ${seed}): nothing acknowledged is lost`, async (_name, fault) => {
  const world = { cluster, random, client: () => client, kubernetes: () => kubernetes, pause: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)) };
  const result = await runFault(world, fault, { instances: 2, durability: 'SYNC' });
  expect(result).toMatchObject({ lost: 0 });
  expect(result.acknowledged).toBeGreaterThan(600);
});
