import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import type { Resource } from '../../api-access.js';
import type { KubeObject } from '../../object.js';
import { EVENTS, PODS } from '../api-reader.js';
import { readReport } from '../container-process.js';
import type { NodeSettings } from '../node-settings.js';
import type { Pod, PodSpec } from '../pod.js';
import { runsIn } from '../run-history.js';
import { startNode, type RunningNode } from '../start-node.js';
import { MemoryAccess } from './memory-access.js';

const WAIT_MS = 15_000;

/** A node agent with an API in memory and a data directory of its own; containers are real. */
export class NodeFixture {
  readonly access = new MemoryAccess();
  readonly dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'node-test-'));
  node!: RunningNode;

  async start(options: Partial<NodeSettings> = {}): Promise<void> {
    this.node = await startNode(this.access, {
      dataDir: this.dataDir, addressBlock: 250, apiHost: '127.250.0.1', apiPort: 6443, caCertificate: '', clock: Date.now,
      logger: pino({ level: 'warn' }), issueToken: () => Promise.resolve({ token: 'eyJ.x.y', expiresAtMs: Date.now() + 3_600_000 }), ...options,
    });
  }

  /** Ends everything and removes the data directory. */
  async end(): Promise<void> {
    this.node.kill();
    await this.node.stop();
    fs.rmSync(this.dataDir, { recursive: true, force: true });
  }

  async create(name: string, spec: Omit<PodSpec, 'containers'> & { containers: readonly object[] }): Promise<Pod> {
    return (await this.access.create(PODS, { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default' }, spec })) as Pod;
  }

  /** Waits for the pod to be as wanted; fails with its last state. */
  async until(name: string, isSo: (pod: Pod | undefined) => boolean): Promise<Pod | undefined> {
    const pod = (): Pod | undefined => this.access.get(PODS, { namespace: 'default', name }) as Pod | undefined;
    await this.change(PODS, () => isSo(pod()), () => `pod ${name} did not get there: ${JSON.stringify(pod()?.status, undefined, 1)}`);
    return pod();
  }

  /** Waits for an Event of a reason. */
  async event(reason: string): Promise<KubeObject> {
    const events = (): readonly KubeObject[] => this.access.list(EVENTS);
    const found = (): KubeObject | undefined => events().find((event) => event['reason'] === reason);
    await this.change(EVENTS, () => found() !== undefined, () => `no Event ${reason} among ${JSON.stringify(events().map((event) => event['reason']))}`);
    return found() as KubeObject;
  }

  /** Waits until changes of a kind have brought something about. */
  private change(resource: Resource, isSo: () => boolean, complaint: () => string): Promise<void> {
    return new Promise((resolve, reject) => {
      let stop: () => void = () => undefined;
      const look = (): void => {
        if (!isSo()) return;
        clearTimeout(timer);
        queueMicrotask(() => stop());
        resolve();
      };
      const timer = setTimeout(() => {
        stop();
        reject(new Error(complaint()));
      }, WAIT_MS);
      stop = this.access.watch(resource, {}, look);
      look();
    });
  }

  /** The directory and the host's process ids of the pod's current container run: the first process of the sandbox, and bubblewrap's own. */
  processes(pod: Pod, container = 'c'): { directory: string; first: number; supervisor: number } {
    const runs = path.join(this.dataDir, 'pods', pod.metadata.uid ?? '', 'containers', container);
    const directory = path.join(runs, String(runsIn(runs).at(-1)));
    const first = readReport(directory).pid ?? 0;
    const supervisor = Number(/^PPid:\s+(\d+)$/m.exec(fs.readFileSync(`/proc/${first}/status`, 'utf8'))?.[1]);
    return { directory, first, supervisor };
  }

  /** The whole output of the pod's current container run. */
  async output(name: string, container = 'c', previous = false): Promise<string> {
    const pod = this.access.get(PODS, { namespace: 'default', name });
    if (pod === undefined) throw new Error(`no pod ${name}`);
    const stream = await this.node.logs(pod, { container, follow: false, previous, timestamps: false }, new AbortController().signal);
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString('utf8');
  }
}
