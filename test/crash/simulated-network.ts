/** Puts calls in the process in place of the operator's connections to Patroni and PostgreSQL. Load it before the operator. */
import { jest } from '@jest/globals';
import type { InstanceAddress, InstanceSession } from '../../operator/instance/instance-session.js';
import { answerTo } from '../bench/simulated-postgres.js';
import type { OperatorLife } from './operator-life.js';
import type { SimulatedPods, SimulatedCluster } from './simulated-pods.js';

/** The world behind the network, and the operator that may speak to it now. */
export const network: { pods?: SimulatedPods; life?: OperatorLife } = {};

const reach = (host: string): SimulatedCluster => {
  network.life?.check();
  if (network.pods === undefined) throw new Error('there is no network');
  return network.pods.behind(host);
};

/** Tells a Patroni to do something: it does it, also when the one who asked is killed as soon as that was sent. */
const told = async (what: string, work: Promise<void>): Promise<void> => {
  const life = network.life;
  life?.count(what);
  await work;
  life?.check();
};

class InProcessPatroni {
  constructor(private readonly address: { readonly host: string }) {}

   
  async state(): Promise<object> {
    return reach(this.address.host).state(this.address.host);
  }

   
  async history(): Promise<readonly []> {
    reach(this.address.host);
    return [];
  }

  async switchover(leader: string, candidate?: string): Promise<void> {
    const cluster = reach(this.address.host);
    const to = candidate ?? [...cluster.instances.values()].find(({ pod }) => pod !== leader)?.pod;
    if (cluster.leader !== leader || to === undefined) throw new Error('leader name does not match');
    await told('POST /switchover', cluster.switchover(leader, to));
  }

  async restart(): Promise<void> {
    const cluster = reach(this.address.host);
    await told('POST /restart', cluster.restart(this.address.host));
  }
}

const OIDS: Readonly<Record<number, (text: string) => unknown>> = {
  16: (text) => text === 't', 23: Number, 701: Number, 1184: (text) => new Date(text), 1009: () => [],
};

const sessionOf = (host: string): InstanceSession => ({
   
  query: async <T extends object>(sql: string, values: readonly unknown[] = []) => {
    const cluster = reach(host);
    const { columns, rows } = answerTo(sql, values.map((value) => (Array.isArray(value) ? `{${value.join(',')}}` : String(value))), cluster.postgres(host));
    return rows.map((row) => Object.fromEntries(columns.map(([name, type], index) => {
      const text = row[index] ?? null;
      return [name, text === null ? null : OIDS[type]?.(text) ?? text];
    }))) as unknown as readonly T[];
  },
});

const inInstance = async <T>({ host }: InstanceAddress, _database: string, work: (session: InstanceSession) => Promise<T>): Promise<T> => {
  reach(host);
  return work(sessionOf(host));
};

const session = await import('../../operator/instance/instance-session.js');
jest.unstable_mockModule('../../operator/instance/instance-session.js', () => ({ ...session, withInstance: inInstance }));
jest.unstable_mockModule('../../operator/instance/patroni-client.js', () => ({ PatroniClient: InProcessPatroni }));
jest.unstable_mockModule('../../operator/instance/served-certificate.js', () => ({ servedFingerprint: () => Promise.reject(new Error('not simulated')) }));
