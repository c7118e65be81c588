import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import type { PgoClient } from '../../schema/sdk/client.js';
import { kubernetesOf } from '../support/kubernetes.js';
import { startSeparateKubernetes } from '../support/separate-kubernetes.js';
import { clientOf } from '../support/test-client.js';
import { testDirectory } from '../support/test-directory.js';
import { startTestService, type TestService } from '../support/test-service.js';

/** Longer than a lease lasts (15 s) and the pause between two tries to take it. */
const TAKEOVER_TIMEOUT_MS = 60_000;
const LOOK_MS = 100;
const TOKEN_FILE = 'admin.token';

/** Processes of the control plane on one Kubernetes, of which one leads. */
export interface ControlPlanes {
  readonly kubernetes: KubeConnection;
  /** Client of one that does not lead. */
  follower(): Promise<PgoClient>;
  /** Ends the one that leads with kill -9; resolves when it is gone. */
  killLeader(): Promise<void>;
  /** Resolves with the milliseconds until another one leads, and starts the killed one again. */
  untilTakenOver(): Promise<number>;
  stop(): Promise<void>;
}

interface Member { service: TestService; client: PgoClient }

const leads = async ({ service }: Member): Promise<boolean> => /^pgo_leader(?:\{[^}]*\})? 1$/m.test(await (await fetch(`${service.url}/metrics`)).text());

/** Starts a local Kubernetes and two processes of the control plane beside it, as replicas of a Deployment would run. */
export async function startControlPlanes(): Promise<ControlPlanes> {
  const separate = await startSeparateKubernetes();
  const args = ['--no-demo', '--kubeconfig', separate.kubeconfig];
  const begin = async (dataDir?: string, port?: number): Promise<Member> => {
    const service = await startTestService({ args, ...(dataDir === undefined ? {} : { dataDir }), ...(port === undefined ? {} : { port }) });
    return { service, client: clientOf(service) };
  };
  const first = await begin();
  // Replicas share the administrator's token.
  const dataDir = testDirectory('second');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  copyFileSync(path.join(first.service.dataDir, TOKEN_FILE), path.join(dataDir, TOKEN_FILE));
  let members = [first, await begin(dataDir)];
  let killed: Member | undefined;
  let killedAt = 0;

  const leader = async (): Promise<Member> => {
    const startedAt = performance.now();
    for (;;) {
      for (const member of members) if (member !== killed && await leads(member)) return member;
      if (performance.now() - startedAt > TAKEOVER_TIMEOUT_MS) throw new Error('no process leads');
      await pause(LOOK_MS);
    }
  };
  const kubernetes = await kubernetesOf(separate);
  return {
    kubernetes,
    async follower() {
      const leading = await leader();
      const other = members.find((member) => member !== leading);
      if (other === undefined) throw new Error('there is only one process');
      return other.client;
    },
    async killLeader() {
      killed = await leader();
      killedAt = performance.now();
      await killed.service.kill();
    },
    async untilTakenOver() {
      await leader();
      const tookMs = performance.now() - killedAt;
      const gone = killed;
      if (gone === undefined) throw new Error('none was killed');
      await gone.client.close();
      const again = await begin(gone.service.dataDir, gone.service.port);
      members = members.map((member) => (member === gone ? again : member));
      killed = undefined;
      return tookMs;
    },
    async stop() {
      await Promise.all(members.map(({ client }) => client.close()));
      await kubernetes.close();
      await Promise.all(members.map(({ service }) => service.stop()));
      await separate.stop();
    },
  };
}
