import { afterAll, expect, jest, test } from '@jest/globals';
import { POD } from '../../kube/core-kinds.js';
import { kubernetesOf } from '../support/kubernetes.js';
import { processesOf } from '../support/processes.js';
import { psql, psqlEnvironment } from '../support/psql.js';
import { startTestService, type TestService } from '../support/test-service.js';
import { clientOf, clusterBecomes, createReadyCluster, isReadyWith } from '../support/test-client.js';

jest.setTimeout(300_000);

/** Patroni waits for the leader's lock to end, then the replicas choose. */
const FAILOVER_TIMEOUT_MS = 90_000;
const cluster = { namespace: 'pgo', name: 'orphan' };
let service: TestService | undefined;
let frozen: number[] = [];

afterAll(async () => {
  for (const pid of frozen) signal(pid, 'SIGCONT');
  await service?.stop();
});

test('with operator and server frozen, the replica of a frozen primary takes over and writes go on', async () => {
  service = await startTestService();
  const client = clientOf(service);
  const ready = await createReadyCluster(client, { ...cluster, replicas: 1 });
  const environment = await psqlEnvironment(client, cluster);
  await psql(environment, 'create table written (at text)');
  const kubernetes = await kubernetesOf(service);
  const pod = await kubernetes.get(POD, { namespace: cluster.namespace, name: `${ready.primary?.name}-0` });
  await kubernetes.close();
  const primary = processesOf(pod?.metadata.uid ?? 'no pod').map(({ pid }) => pid);
  expect(primary.length).toBeGreaterThan(0);

  frozen = [service.program.pid, ...primary];
  for (const pid of frozen) signal(pid, 'SIGSTOP');
  await eventually(() => psql(environment, `insert into written values ('by the new primary')`), FAILOVER_TIMEOUT_MS);

  for (const pid of frozen) signal(pid, 'SIGCONT');
  const { cluster: after } = await clusterBecomes(client, cluster, (state) => isReadyWith(2)(state) && state.primary?.name !== ready.primary?.name, 120_000);
  expect(after.instances.find((instance) => instance.name === ready.primary?.name)?.role).toMatch(/REPLICA/);
  expect(await psql(environment, 'select at from written')).toBe('by the new primary');
  await client.close();
});

/** A process may have ended meanwhile. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Tries again until it succeeds; each try waits for its own answer. */
async function eventually(attempt: () => Promise<unknown>, timeoutMs: number): Promise<void> {
  const startedAt = performance.now();
  for (;;) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (performance.now() - startedAt > timeoutMs) throw error;
    }
  }
}
