import os from 'node:os';
import type { ApiAccess } from '../api-access.js';
import type { KubeObject } from '../object.js';
import { LEASES, NODES, record } from './api-reader.js';
import { timestamp } from './pod-status.js';

const LEASE_NAMESPACE = 'kube-node-lease';
const LEASE_SECONDS = 40;
const RENEW_MS = 10_000;
/** The node's own status is written this often when nothing changes. */
const STATUS_MS = 5 * 60_000;
const PODS_MAX = 250;

/** What the Node says of this machine. */
export interface NodeFactsOfMachine {
  readonly name: string;
  readonly address: string;
  readonly cpus: number;
  readonly memoryBytes: number;
}

/** The Node as it should be: Ready, with what the machine has. */
export function nodeObject(facts: NodeFactsOfMachine, old: KubeObject | undefined, nowMs: number): KubeObject {
  const labels = { 'kubernetes.io/hostname': facts.name, 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': os.arch() === 'x64' ? 'amd64' : os.arch() };
  const metadata = { ...(old?.metadata ?? { name: facts.name }), labels: { ...(old?.metadata.labels ?? {}), ...labels } };
  return { apiVersion: 'v1', kind: 'Node', metadata, spec: record(old?.['spec']), status: { ...record(old?.['status']), ...nodeStatus(facts, conditionsOf(old), nowMs) } };
}

interface NodeCondition {
  readonly type?: string;
  readonly status?: string;
  readonly lastTransitionTime?: string;
}

function conditionsOf(node: KubeObject | undefined): readonly NodeCondition[] {
  const { conditions } = record(node?.['status']);
  return Array.isArray(conditions) ? conditions.map(record) : [];
}

function nodeStatus(facts: NodeFactsOfMachine, old: readonly NodeCondition[], nowMs: number): Record<string, unknown> {
  const amounts = { cpu: String(facts.cpus), memory: `${Math.floor(facts.memoryBytes / 1024)}Ki`, pods: String(PODS_MAX) };
  const condition = (type: string, status: string, reason: string, message: string): Record<string, string> => {
    const before = old.find((found) => found.type === type && found.status === status);
    return { type, status, reason, message, lastHeartbeatTime: timestamp(nowMs), lastTransitionTime: before?.lastTransitionTime ?? timestamp(nowMs) };
  };
  return {
    capacity: amounts,
    allocatable: amounts,
    addresses: [{ type: 'InternalIP', address: facts.address }, { type: 'Hostname', address: facts.name }],
    conditions: [
      condition('MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'),
      condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
      condition('PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'),
      condition('Ready', 'True', 'KubeletReady', 'the node agent runs'),
    ],
    nodeInfo: {
      architecture: os.arch() === 'x64' ? 'amd64' : os.arch(), operatingSystem: 'linux', kernelVersion: os.release(), osImage: os.version(), machineID: '', systemUUID: '', bootID: '',
      containerRuntimeVersion: 'bubblewrap://0', kubeletVersion: 'v1.36.0', kubeProxyVersion: 'v1.36.0',
    },
    daemonEndpoints: { kubeletEndpoint: { Port: 0 } },
  };
}

/** Registers the node and keeps its lease fresh until the returned function is called. */
export async function registerNode(access: ApiAccess, facts: NodeFactsOfMachine, clock: () => number, onError: (error: unknown) => void): Promise<() => void> {
  const write = async (): Promise<void> => {
    const old = access.get(NODES, { name: facts.name });
    if (old === undefined) await access.create(NODES, nodeObject(facts, undefined, clock()));
    await access.modify(NODES, { name: facts.name }, (current) => nodeObject(facts, current, clock()), 'status');
  };
  await write();
  await renewLease(access, facts.name, clock()).catch(onError);
  const leaseTimer = setInterval(() => void renewLease(access, facts.name, clock()).catch(onError), RENEW_MS);
  const statusTimer = setInterval(() => void write().catch(onError), STATUS_MS);
  return () => {
    clearInterval(leaseTimer);
    clearInterval(statusTimer);
  };
}

async function renewLease(access: ApiAccess, name: string, nowMs: number): Promise<void> {
  const renewTime = new Date(nowMs).toISOString().replace('Z', '000Z');
  const key = { namespace: LEASE_NAMESPACE, name };
  if (access.get(LEASES, key) !== undefined) return void (await access.mergePatch(LEASES, key, { spec: { renewTime } }));
  const spec = { holderIdentity: name, leaseDurationSeconds: LEASE_SECONDS, renewTime };
  await access.create(LEASES, { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name, namespace: LEASE_NAMESPACE }, spec });
}
