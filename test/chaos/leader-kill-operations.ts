import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { PERSISTENT_VOLUME_CLAIM, POD, STATEFUL_SET } from '../../kube/core-kinds.js';
import { POSTGRES_BACKUP, POSTGRES_DATABASE, POSTGRES_USER } from '../../kube/kinds.js';
import type { KubeObject, Kind } from '../../kube/kube-object.js';
import { LABEL_CLUSTER } from '../../schema/naming/labels.js';
import type { PgoClient } from '../../schema/sdk/client.js';
import { psql, psqlEnvironment } from '../support/psql.js';

/** What an operation is done to. */
export interface OperationWorld {
  readonly client: PgoClient;
  readonly kubernetes: KubeConnection;
  readonly cluster: { readonly namespace: string; readonly name: string };
}

/** Says, when the operation has ended, what shows that it was done once; throws when it was not. */
type Check = (world: OperationWorld) => Promise<string>;

/** A kind of operation. */
export interface OperationCase {
  readonly name: string;
  /** The leader is killed within this time after the request. */
  readonly withinMs: number;
  /** Instances that the cluster has afterwards; 0 when none runs. */
  readonly instances: number;
  /** Those after it need what it makes. */
  readonly isNeeded?: boolean;
  /** Notes how things are before. */
  prepare(world: OperationWorld, attempt: number): Promise<Check>;
  /** Asks for it and answers its id. */
  ask(world: OperationWorld, attempt: number): Promise<string>;
}

type Asked = { readonly operation?: { readonly id: string } | null };

const idOf = ({ operation }: Asked): string => {
  if (operation == null) throw new Error('the mutation made no operation');
  return operation.id;
};

/** Throws with both values unless they are the same. */
function same(what: string, found: unknown, wanted: unknown): void {
  if (JSON.stringify(found) !== JSON.stringify(wanted)) throw new Error(`${what}: ${JSON.stringify(found)} in place of ${JSON.stringify(wanted)}`);
}

const namesOf = async <T extends KubeObject>({ kubernetes, cluster }: OperationWorld, kind: Kind<T>): Promise<string[]> =>
  (await kubernetes.list(kind, { namespace: cluster.namespace })).filter(({ metadata }) => metadata.labels?.[LABEL_CLUSTER] === cluster.name).map(({ metadata }) => metadata.name).sort();

const sql = async ({ client, cluster }: OperationWorld, text: string): Promise<string> => psql(await psqlEnvironment(client, cluster), text);
const timelineOf = async (world: OperationWorld): Promise<number> => Number(await sql(world, 'select timeline_id from pg_control_checkpoint()').catch(() => '0'));

/** Compares what a query answers before and after. */
const compare = (text: string, wanted: (before: string) => string, sentence: string): OperationCase['prepare'] => async (world) => {
  const before = await sql(world, text);
  return async (after) => {
    same(text, await sql(after, text), wanted(before));
    return sentence;
  };
};

const sets = (...ordinals: number[]): string[] => ['repository', ...ordinals].map((part) => `herd-${part}`).sort();

const instancesAre = (ordinals: readonly number[]): Check => async (world) => {
  same('StatefulSets', await namesOf(world, STATEFUL_SET), sets(...ordinals));
  return `instances ${ordinals.join(', ')}, no other`;
};

/** Every kind, in an order in which each finds what it needs. */
export const OPERATIONS: readonly OperationCase[] = [
  {
    name: 'create a cluster', withinMs: 4000, instances: 2, isNeeded: true,
    prepare: () => Promise.resolve(instancesAre([1, 2])),
    ask: async ({ client, cluster }) => idOf((await client.createCluster({ input: { ...cluster, replicas: 1 } })).createCluster),
  },
  {
    name: 'update (a parameter that restarts)', withinMs: 4000, instances: 2,
    prepare: () => Promise.resolve(async (world) => {
      same('max_connections', await sql(world, 'show max_connections'), '77');
      return 'the value is in force';
    }),
    ask: async ({ client, cluster }) => idOf((await client.updateCluster({ input: { cluster, parameters: { max_connections: 77 } } })).updateCluster),
  },
  {
    name: 'scale', withinMs: 3000, instances: 3,
    prepare: () => Promise.resolve(instancesAre([1, 2, 3])),
    ask: async ({ client, cluster }) => idOf((await client.scaleCluster({ input: { cluster, replicas: 2 } })).scaleCluster),
  },
  {
    name: 'remove an instance', withinMs: 800, instances: 2,
    prepare: () => Promise.resolve(async (world) => {
      same('claims of herd-3', (await namesOf(world, PERSISTENT_VOLUME_CLAIM)).filter((name) => name.includes('herd-3')), []);
      return instancesAre([1, 2])(world);
    }),
    ask: async ({ client, cluster }) => idOf((await client.removeInstance({ input: { cluster, instance: 'herd-3' } })).removeInstance),
  },
  {
    name: 'switchover', withinMs: 2000, instances: 2,
    prepare: async (world) => {
      const before = await timelineOf(world);
      return async (after) => {
        await sql(after, 'checkpoint').catch(() => '');
        const { cluster } = await after.client.cluster(after.cluster);
        const timelines = (cluster?.instances ?? []).map(({ timeline }) => timeline);
        same('timelines', timelines, [before + 1, before + 1]);
        return 'one timeline more';
      };
    },
    ask: async ({ client, cluster }) => idOf((await client.switchoverCluster({ input: { cluster } })).switchoverCluster),
  },
  {
    name: 'restart', withinMs: 3000, instances: 2,
    prepare: compare('select system_identifier from pg_control_system()', (before) => before, 'the same data'),
    ask: async ({ client, cluster }) => idOf((await client.restartCluster({ input: { cluster } })).restartCluster),
  },
  {
    name: 'apply a policy', withinMs: 2500, instances: 2,
    async prepare(world, attempt) {
      await sql(world, `drop table if exists once; create table once (n int)`);
      const { namespace } = world.cluster;
      await world.client.createPolicy({ input: { namespace, name: `once-${attempt}`, sql: 'select pg_sleep(4); insert into once values (1)' } });
      return async (after) => {
        same('rows', await sql(after, 'select count(*) from once'), '1');
        return 'one row';
      };
    },
    ask: async ({ client, cluster: { namespace, name } }, attempt) => idOf((await client.applyPolicy({ input: { namespace, policy: `once-${attempt}`, clusters: [name] } })).applyPolicy),
  },
  {
    name: 'create a user', withinMs: 200, instances: 2, isNeeded: true,
    prepare: () => Promise.resolve(async (world) => {
      same('users', (await namesOf(world, POSTGRES_USER)).filter((name) => name.includes('ann')).length >= 1, true);
      same('roles', await sql(world, "select count(*) >= 1 from pg_roles where rolname like 'ann%'"), 't');
      return 'the role is there';
    }),
    ask: async ({ client, cluster }, attempt) => idOf((await client.createUser({ input: { cluster, name: `ann${attempt}` } })).createUser),
  },
  {
    name: 'rotate a password', withinMs: 200, instances: 2,
    prepare: () => Promise.resolve(async ({ client, cluster }) => {
      const connection = (await client.clusterConnection({ ...cluster, user: 'ann1' })).cluster?.connection;
      const environment = await psqlEnvironment(client, cluster);
      same('user', await psql({ PGSSLROOTCERT: environment['PGSSLROOTCERT'] ?? '', PGCONNECT_TIMEOUT: '5' }, 'select current_user', connection?.uri ?? ''), 'ann1');
      return 'the Secret opens the door';
    }),
    ask: async ({ client, cluster }) => idOf((await client.rotateUserPassword({ input: { cluster, name: 'ann1' } })).rotateUserPassword),
  },
  {
    name: 'create a database', withinMs: 200, instances: 2,
    prepare: () => Promise.resolve(async (world) => {
      same('PostgresDatabases', (await namesOf(world, POSTGRES_DATABASE)).length >= 1, true);
      return 'the database is there';
    }),
    ask: async ({ client, cluster }, attempt) => idOf((await client.createDatabase({ input: { cluster, name: `shop${attempt}` } })).createDatabase),
  },
  {
    name: 'create a pooler', withinMs: 1500, instances: 2,
    prepare: () => Promise.resolve(async ({ client, cluster }) => {
      same('through the pooler', await psql(await psqlEnvironment(client, cluster, true), 'select 1'), '1');
      return 'it answers';
    }),
    ask: async ({ client, cluster }) => idOf((await client.createPooler({ input: { cluster } })).createPooler),
  },
  {
    name: 'backup', withinMs: 2500, instances: 2, isNeeded: true,
    prepare: async (world) => {
      const before = (await namesOf(world, POSTGRES_BACKUP)).length;
      return async (after) => {
        same('backups', (await namesOf(after, POSTGRES_BACKUP)).length, before + 1);
        await sql(after, 'create table if not exists later (n int)');
        return 'one backup';
      };
    },
    ask: async ({ client, cluster }) => idOf((await client.createBackup({ input: { cluster, type: 'FULL' } })).createBackup),
  },
  {
    name: 'restore in place', withinMs: 6000, instances: 2,
    prepare: () => Promise.resolve(async (world) => {
      same('table made after the backup', await sql(world, "select to_regclass('later') is null"), 't');
      return 'the data of the backup';
    }),
    ask: async ({ client, cluster }) => {
      const { cluster: found } = await client.clusterBackups({ ...cluster, first: 10 });
      const label = found?.backups.nodes.find(({ type, state }) => type === 'FULL' && state === 'SUCCEEDED')?.label;
      return idOf((await client.restoreCluster({ input: { cluster, confirm: cluster.name, backup: label } })).restoreCluster);
    },
  },
  {
    name: 'stop', withinMs: 1500, instances: 0,
    prepare: () => Promise.resolve(async (world) => {
      same('pods of instances', (await namesOf(world, POD)).filter((name) => /^herd-[0-9]/.test(name)), []);
      return 'no instance runs';
    }),
    ask: async ({ client, cluster }) => idOf((await client.stopCluster({ input: { cluster } })).stopCluster),
    isNeeded: true,
  },
  {
    name: 'start', withinMs: 2500, instances: 2, isNeeded: true,
    prepare: () => Promise.resolve(instancesAre([1, 2])),
    ask: async ({ client, cluster }) => idOf((await client.startCluster({ input: { cluster } })).startCluster),
  },
  {
    name: 'delete', withinMs: 1500, instances: 0,
    prepare: () => Promise.resolve(async (world) => {
      same('what is left', [...await namesOf(world, STATEFUL_SET), ...await namesOf(world, PERSISTENT_VOLUME_CLAIM)], []);
      return 'nothing is left';
    }),
    ask: async ({ client, cluster }) => idOf((await client.deleteCluster({ input: { cluster, confirm: cluster.name } })).deleteCluster),
  },
];
