import { createClient } from '../../schema/sdk/client.js';
import { startBenchKubernetes, startBenchProgram } from './bench-kubernetes.js';
import { ms, quantile, type Benchmark } from './benchmark.js';

const ROUNDS = 50;

/** From the moment at which a role is taken away to the end of the subscription that it allowed. Nothing else happens. */
export const revocation: Benchmark = {
  name: 'revocation',
  async run() {
    const kubernetes = await startBenchKubernetes();
    const server = await startBenchProgram('server-only.ts', 'serves', [kubernetes.kubeconfig]);
    const [url = '', token = ''] = server.words;
    const admin = createClient({ url, token });
    const bindings = (namespace: string): { role: string; namespaces: string[] }[] => [{ role: 'viewer', namespaces: [namespace] }];
    try {
      await admin.createAccount({ input: { name: 'ann', bindings: bindings('default') } });
      const { createToken } = await admin.createToken({ input: { account: 'ann', name: 'bench' } });
      const asked: number[] = [];
      const ended: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        await admin.updateAccount({ input: { name: 'ann', bindings: bindings('default') } });
        const ann = createClient({ url, token: createToken.secret ?? '', reconnectAttemptsMax: 0 });
        const end = ann.clustersChanged({ namespace: 'default' })[Symbol.asyncIterator]().next().then(() => 'an event', (error: { code?: string }) => error.code).then((code) => ({ code, at: performance.now() }));
        while (!/^pgo_graphql_subscriptions 1$/m.test(await (await fetch(`${url}/metrics`)).text()));
        const beganAt = performance.now();
        await admin.updateAccount({ input: { name: 'ann', bindings: bindings('elsewhere') } });
        asked.push(performance.now() - beganAt);
        const { code, at } = await end;
        if (code !== 'FORBIDDEN') throw new Error(`the subscription ended with ${code}`);
        ended.push(at - beganAt);
        await ann.close();
      }
      const row = (name: string, times: readonly number[]): string[] => [name, ms(quantile(times, 0.5)), ms(quantile(times, 0.99)), ms(Math.max(...times))];
      return [{
        title: `A role is taken away, and nothing else happens: ${ROUNDS} times`, columns: ['from the call to', 'p50', 'p99', 'worst'],
        rows: [row('the answer of the mutation', asked), row('the end of the subscription, with FORBIDDEN', ended)], aim: 'within a second',
      }];
    } finally {
      await admin.close();
      await server.stop();
      await kubernetes.stop();
    }
  },
};
