/** Runs the pods of a Kubernetes in memory: they have addresses, and behind those a Patroni and a PostgreSQL that answer calls in the process. */
import type { ApiAccess } from '../../local/api-access.js';
import { CLAIMS, CONFIG_MAPS, PODS, asText, configMapData } from '../../local/node/api-reader.js';
import type { KubeObject } from '../../local/object.js';
import { CONFIGURATION_MARKER } from '../../operator/postgres/wanted-parameters.js';
import { PATRONI_FILE } from '../../operator/postgres/instance-layout.js';
import { LABEL_CLUSTER, LABEL_INSTANCE, LABEL_PATRONI_ROLE } from '../../schema/naming/labels.js';
import { patroniConfigName, patroniScope } from '../../schema/naming/names.js';
import { parse } from 'yaml';
import type { SimulatedInstance } from '../bench/simulated-postgres.js';
import type { JumpClock } from './jump-clock.js';

/** How long Patroni needs for what it is told, in milliseconds. */
const WORK_MS = 2_000;
const WAL_POSITION = 50_331_648;

interface Instance { readonly pod: string; startedAtMs: number }

/** The cluster of one namespace. */
export class SimulatedCluster {
  readonly instances = new Map<string, Instance>();
  readonly databases = new Set<string>();
  /** What its Patronis were told, such as `POST /restart hippo-1-0`. */
  readonly actions: string[] = [];
  leader: string | undefined;
  #timeline = 1;

  constructor(readonly namespace: string, private readonly access: ApiAccess, private readonly clock: JumpClock) {}

  async start(pod: string, host: string): Promise<void> {
    this.instances.set(host, { pod, startedAtMs: this.clock.now() });
    if (this.leader === undefined) await this.#lead(pod);
    await this.#tell(pod);
  }

  async stop(pod: string): Promise<void> {
    for (const [host, instance] of this.instances) if (instance.pod === pod) this.instances.delete(host);
    if (this.leader !== pod) return;
    const next = [...this.instances.values()].find((instance) => this.#runs(instance.pod))?.pod;
    this.leader = undefined;
    // Patroni makes no lock for a cluster that is gone.
    if (this.access.get(CONFIG_MAPS, { namespace: this.namespace, name: `${patroniScope('hippo')}-leader` }) === undefined) return;
    if (next === undefined) return this.#lock(null);
    this.#timeline += 1;
    await this.#lead(next);
    await this.#tell(next);
  }

  async switchover(from: string, to: string): Promise<void> {
    this.actions.push(`POST /switchover ${from}`);
    await this.#work();
    this.#timeline += 1;
    await this.#lead(to);
    for (const { pod } of this.instances.values()) await this.#tell(pod);
  }

  async restart(host: string): Promise<void> {
    const instance = this.at(host);
    this.actions.push(`POST /restart ${instance.pod}`);
    await this.#work();
    instance.startedAtMs = this.clock.now();
  }

  at(host: string): Instance {
    const instance = this.instances.get(host);
    if (instance === undefined) throw new Error(`nobody listens on ${host}`);
    return instance;
  }

  state(host: string): object {
    const { pod, startedAtMs } = this.at(host);
    return {
      role: this.leader === pod ? 'primary' : 'replica', state: 'running', timeline: this.#timeline, startedAt: new Date(startedAtMs).toISOString(),
      pendingRestart: false, walPosition: WAL_POSITION, receivedPosition: WAL_POSITION, replayPaused: false, isSyncStandby: false, unlocked: false, replication: [],
    };
  }

  postgres(host: string): SimulatedInstance {
    const map = this.access.get(CONFIG_MAPS, { namespace: this.namespace, name: `${patroniScope('hippo')}-config` });
    const config = JSON.parse(map?.metadata.annotations?.['config'] ?? '{}') as { postgresql?: { parameters?: Record<string, unknown> } };
    return { isPrimary: this.leader === this.at(host).pod, databases: this.databases, marker: String(config.postgresql?.parameters?.[CONFIGURATION_MARKER] ?? '') };
  }

  #runs(name: string): boolean {
    const pod = this.access.get(PODS, { namespace: this.namespace, name });
    return pod !== undefined && pod.metadata.deletionTimestamp === undefined;
  }

  #work(): Promise<void> {
    return new Promise((resolve) => { this.clock.after(WORK_MS, resolve); });
  }

  async #lead(pod: string): Promise<void> {
    this.leader = pod;
    const { access, namespace } = this;
    const name = `${patroniScope('hippo')}-config`;
    if (access.get(CONFIG_MAPS, { namespace, name })?.metadata.annotations?.['initialize'] === undefined) {
      const file = parse(asText(configMapData(access, namespace, patroniConfigName('hippo')))?.[PATRONI_FILE] ?? '') as { bootstrap: { dcs: unknown } };
      await this.#annotate('config', { config: JSON.stringify(file.bootstrap.dcs), initialize: '7600000000000000000', history: '[]' });
    }
    await this.#lock(pod);
  }

  #lock(leader: string | null): Promise<void> {
    const now = new Date(this.clock.now()).toISOString();
    return this.#annotate('leader', { leader, optime: String(WAL_POSITION), acquireTime: now, renewTime: now, ttl: '30', transitions: '0' });
  }

  async #annotate(part: string, annotations: Record<string, string | null>): Promise<void> {
    const { access, namespace } = this;
    const name = `${patroniScope('hippo')}-${part}`;
    if (access.get(CONFIG_MAPS, { namespace, name }) === undefined) {
      await access.create(CONFIG_MAPS, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace, name, labels: { [LABEL_CLUSTER]: 'hippo' } } });
    }
    await access.mergePatch(CONFIG_MAPS, { namespace, name }, { metadata: { annotations } });
  }

  async #tell(pod: string): Promise<void> {
    const isLeader = this.leader === pod;
    const status = { role: isLeader ? 'primary' : 'replica', state: isLeader ? 'running' : 'streaming', timeline: this.#timeline, xlog_location: WAL_POSITION };
    await this.access.mergePatch(PODS, { namespace: this.namespace, name: pod }, {
      metadata: { annotations: { status: JSON.stringify(status) }, labels: { [LABEL_PATRONI_ROLE]: isLeader ? 'primary' : 'replica' } },
    }).catch(() => {});
  }
}

interface PodParts { readonly spec?: { readonly containers?: readonly { readonly name: string; readonly image: string }[] } }

const podStatus = (pod: PodParts, podIP: string, since: string, isJob: boolean): object => ({
  phase: isJob ? 'Succeeded' : 'Running', startTime: since, podIP, podIPs: [{ ip: podIP }],
  conditions: ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'].map((type) => ({ type, status: isJob && type.endsWith('Ready') ? 'False' : 'True', reason: '', message: '' })),
  containerStatuses: (pod.spec?.containers ?? []).map(({ name, image }) => ({
    name, image, imageID: image, ready: !isJob, started: !isJob, restartCount: 0, lastState: {},
    state: isJob ? { terminated: { exitCode: 0, reason: 'Completed', startedAt: since, finishedAt: since } } : { running: { startedAt: since } },
  })),
});

/** Every cluster, and the pods that run for it. */
export class SimulatedPods {
  readonly clusters = new Map<string, SimulatedCluster>();
  readonly #begun = new Set<string>();
  #addresses = 0;

  constructor(private readonly access: ApiAccess, private readonly clock: JumpClock) {
    access.watch(PODS, {}, ({ type, object }) => setImmediate(() => void this.#look(type === 'DELETED', object)));
    access.watch(CLAIMS, {}, ({ type, object: { metadata: { namespace, name, deletionTimestamp, finalizers = [] } } }) => {
      // Nothing uses a claim that may go.
      if (type === 'MODIFIED' && deletionTimestamp !== undefined && finalizers.length > 0) setImmediate(() => void access.mergePatch(CLAIMS, { namespace, name }, { metadata: { finalizers: null } }).catch(() => {}));
      if (type === 'ADDED') setImmediate(() => void access.mergePatch(CLAIMS, { namespace, name }, { status: { phase: 'Bound' } }, 'status').catch(() => {}));
    });
  }

  /** The cluster that an address belongs to. */
  behind(host: string): SimulatedCluster {
    const found = [...this.clusters.values()].find(({ instances }) => instances.has(host));
    if (found === undefined) throw new Error(`nobody listens on ${host}`);
    return found;
  }

  cluster(namespace: string): SimulatedCluster {
    const cluster = this.clusters.get(namespace) ?? new SimulatedCluster(namespace, this.access, this.clock);
    this.clusters.set(namespace, cluster);
    return cluster;
  }

  async #look(isGone: boolean, object: KubeObject): Promise<void> {
    const { namespace = '', name, uid = '', labels = {} } = object.metadata;
    const isInstance = labels[LABEL_INSTANCE] !== undefined && labels['batch.kubernetes.io/job-name'] === undefined;
    if (isGone) return isInstance ? this.cluster(namespace).stop(name) : undefined;
    if (object.metadata.deletionTimestamp !== undefined) return void this.access.delete(PODS, { namespace, name }, { gracePeriodSeconds: 0 }).catch(() => {});
    if (this.#begun.has(uid)) return;
    this.#begun.add(uid);
    this.#addresses += 1;
    const host = `10.0.${Math.floor(this.#addresses / 250)}.${1 + (this.#addresses % 250)}`;
    const isJob = labels['batch.kubernetes.io/job-name'] !== undefined;
    if (isInstance) await this.cluster(namespace).start(name, host);
    await this.access.mergePatch(PODS, { namespace, name }, { status: podStatus(object as PodParts, host, new Date(this.clock.now()).toISOString(), isJob) }, 'status').catch(() => {});
  }
}
