import type { ApiAccess } from '../../local/api-access.js';
import type { ApiCore } from '../../local/api/core.js';
import type { KubeObject } from '../../local/object.js';
import { CACHED_KINDS } from '../../kube/cache/cached-kinds.js';
import type { PodAccess } from '../../kube/client/kube-connection.js';
import { silentLogger } from '../../kube/logger.js';
import { JumpClock } from './jump-clock.js';
import { startMemoryApi } from './memory-api.js';
import { OperatorLife, type FaultOf } from './operator-life.js';
import { network } from './simulated-network.js';
import { SimulatedPods } from './simulated-pods.js';

const { startOperator } = await import('../../operator/start-operator.js');

const RESOURCES = {
  clusters: { group: 'pgo.dev', version: 'v1', plural: 'postgresclusters' }, operations: { group: 'pgo.dev', version: 'v1', plural: 'postgresoperations' },
  backups: { group: 'pgo.dev', version: 'v1', plural: 'postgresbackups' },
} as const;

const INFO = JSON.stringify([{
  name: 'db', status: { code: 2, message: 'no valid backups', lock: { backup: { held: false } } }, backup: [],
  archive: [{ id: '15-1', database: { id: 1, 'repo-key': 1 }, min: '000000010000000000000001', max: '000000010000000000000002' }],
  repo: [{ key: 1, status: { code: 2, message: 'no valid backups' } }],
}]);
const PODS = {
  logs: async function* () {}, forward: () => Promise.reject(new Error('not simulated')),
  exec: (_pod: unknown, { command }: { command: readonly string[] }) => Promise.resolve({ exitCode: 0, stdout: command.includes('info') ? INFO : '', stderr: '', truncated: false }),
} as unknown as PodAccess;

/** Longest time on the simulated clock for one piece of work, in milliseconds. */
const LIMIT_MS = 5 * 60_000;
/** Time after which nothing more follows from what was done, in milliseconds: a new operator has then asked every instance anew. */
const CALM_MS = 60_000;

/** A namespace with a cluster `hippo`, and operators that come and go. */
export interface CrashPlace {
  readonly namespace: string;
  readonly access: ApiAccess;
  /** Stores an operation of this kind and, when it is no work by itself, the change of the cluster that names it. */
  ask(kind: string, input?: object, change?: object): Promise<void>;
  cluster(): KubeObject | undefined;
  operation(): KubeObject | undefined;
  /** Everything that there is, without what differs from run to run. */
  objects(): readonly string[];
  /** Runs an operator until the condition holds and nothing more follows, or until it is killed after a number of writes; writes may meet faults. */
  run(condition: () => boolean, disturbance?: { readonly lastWrite?: number; readonly faultOf?: FaultOf }): Promise<{ readonly isReached: boolean; readonly writes: readonly string[] }>;
  actions(): readonly string[];
}

/** A Kubernetes in memory that many places share, each a namespace of its own. */
export class CrashWorld {
  private constructor(private readonly clock: JumpClock, private readonly core: ApiCore, readonly access: ApiAccess, private readonly pods: SimulatedPods) {}

  static async start(): Promise<CrashWorld> {
    const clock = new JumpClock();
    for (const name of ['generateKey', 'sign', 'verify', 'digest', 'importKey', 'exportKey'] as const) {
      const original = (crypto.subtle[name] as (...given: unknown[]) => Promise<unknown>).bind(crypto.subtle);
      Object.defineProperty(crypto.subtle, name, { configurable: true, writable: true, value: (...given: unknown[]) => clock.during(original(...given)) });
    }
    const { core, access } = await startMemoryApi(clock);
    const pods = new SimulatedPods(access, clock);
    network.pods = pods;
    return new CrashWorld(clock, core, access, pods);
  }

  async place(namespace: string): Promise<CrashPlace> {
    const { access, clock, core, pods } = this;
    await access.create({ group: '', version: 'v1', plural: 'namespaces' }, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
    let asked = '';
    const cluster = (): KubeObject | undefined => access.get(RESOURCES.clusters, { namespace, name: 'hippo' });
    const objects = (): string[] => objectsOf(access, namespace);
    return {
      namespace, access, cluster, objects,
      operation: () => access.get(RESOURCES.operations, { namespace, name: asked }),
      actions: () => pods.cluster(namespace).actions,
      async ask(kind, input, change) {
        asked = `op-${kind.toLowerCase()}`;
        const uid = cluster()?.metadata.uid;
        await access.create(RESOURCES.operations, {
          apiVersion: 'pgo.dev/v1', kind: 'PostgresOperation', metadata: { name: asked, namespace, labels: { 'pgo.dev/cluster': 'hippo' } },
          spec: { kind, cluster: 'hippo', requestedBy: 'test', inputHash: 'x', ...(uid === undefined ? {} : { clusterUid: uid }), input: input ?? {} },
        });
        const metadata = { annotations: { 'pgo.dev/operation': asked } };
        if (change !== undefined && uid === undefined) await access.create(RESOURCES.clusters, { apiVersion: 'pgo.dev/v1', kind: 'PostgresCluster', metadata: { name: 'hippo', namespace, ...metadata }, ...change });
        else if (change !== undefined) await access.mergePatch(RESOURCES.clusters, { namespace, name: 'hippo' }, { metadata, ...change });
      },
      async run(condition, { lastWrite, faultOf } = {}) {
        const life = new OperatorLife(core, namespace, clock, lastWrite);
        if (faultOf !== undefined) life.faultOf = faultOf;
        network.life = life;
        startOperator({
          client: life.client, cache: life.cache, clock: life.clock, pods: PODS, namespace, identity: `operator-${clock.now()}`, logger: silentLogger, random: () => 0.5,
          catalogue: [{ version: 15, image: 'example/postgres:15', binDir: '/bin', patroniLeaderLabel: 'primary' }],
        });
        const isReached = await clock.until(() => life.isDead || condition(), LIMIT_MS) && !life.isDead;
        if (isReached) await clock.until(() => life.isDead, CALM_MS);
        const isKilled = life.isDead;
        life.kill();
        await clock.settle();
        return { isReached: isReached && !isKilled, writes: life.writes };
      },
    };
  }
}

const SERVER_FIELDS = new Set(['uid', 'resourceVersion', 'generation', 'creationTimestamp', 'managedFields', 'observedGeneration', 'clusterIP', 'clusterIPs']);

/** The same value with its fields in one order. */
const sorted = (value: unknown): unknown => (typeof value !== 'object' || value === null || Array.isArray(value)
  ? value : Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1))));

const objectsOf = (access: ApiAccess, namespace: string): string[] => CACHED_KINDS.filter(({ kind }) => kind.namespaced && kind.kind !== 'Event').flatMap(({ kind }) => {
  const [version = '', group = ''] = kind.apiVersion.split('/').reverse();
  return access.list({ group, version, plural: kind.plural }, { namespace }).map((object) => `${kind.kind}/${object.metadata.name} ${JSON.stringify(
    kind.kind === 'Secret' ? { ...object, data: Object.keys(object['data'] as object).sort() } : object,
    (name, value: unknown) => (SERVER_FIELDS.has(name) ? undefined : sorted(value)),
  )}`);
}).map((text) => text.replaceAll(namespace, 'NS').replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME').replaceAll(/\b\d+\.\d+\.\d+\.\d+\b/g, 'ADDRESS').replaceAll(/kube-api-access-[a-z0-9]+/g, 'TOKEN').replaceAll(/\b[0-9a-f]{8,}(-[0-9a-f]{4,})*\b/g, 'HASH')).sort();
