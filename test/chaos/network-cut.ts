import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, rmdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { POD } from '../../kube/core-kinds.js';
import { LABEL_CLUSTER, LABEL_INSTANCE } from '../../schema/naming/labels.js';
import { isThere, type ProcessEntry } from '../support/processes.js';
import { processesOfInstance, signalAll, type ChaosWorld } from './chaos-world.js';

const run = promisify(execFile);

/** What names the rules of this process, so that those of one that was killed can be found. */
const COMMENT = 'pgo-chaos-';

/** The rules for packets that go out; undefined without the program, or without the right to use it. */
const outgoingRules = (): string[] | undefined => {
  try {
    return execFileSync('iptables', ['-w', '-S', 'OUTPUT'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n');
  } catch {
    return undefined;
  }
};

/** Whether packets can be dropped here. */
export const canCut = (): boolean => outgoingRules() !== undefined;

/** Takes rules away that a run has left that was killed, or this one when it is interrupted. */
export function clearCuts(): void {
  for (const rule of outgoingRules() ?? []) {
    const owner = new RegExp(`--comment "?${COMMENT}(\\d+)`).exec(rule)?.[1];
    if (owner === undefined || (Number(owner) !== process.pid && isThere(Number(owner)))) continue;
    execFileSync('iptables', ['-w', ...rule.replaceAll('"', '').replace(/^-A/, '-D').split(' ')]);
  }
}

/** Packets that are dropped: of the sockets that an instance opens, to an address. */
interface Cut { readonly from: string; readonly processes: readonly ProcessEntry[]; readonly to: string; readonly port?: number }

/** No packet of the instance reaches the Kubernetes API; its PostgreSQL can be reached and reaches everything else. */
export async function cutFromApi(world: ChaosWorld, instance: string, durationMs: number): Promise<void> {
  const processes = await processesOfInstance(world, instance);
  const environment = processes.map(({ pid }) => readFileSync(`/proc/${pid}/environ`, 'utf8')).find((text) => text.includes('KUBERNETES_SERVICE_PORT='));
  const value = (name: string): string => environment?.split('\0').find((entry) => entry.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
  await whileCut(world, [{ from: instance, processes, to: value('KUBERNETES_SERVICE_HOST'), port: Number(value('KUBERNETES_SERVICE_PORT')) }], durationMs);
}

/** No packet goes between an instance and the other ones, either way; clients and the Kubernetes API are reached by all. */
export async function cutFromPeers(world: ChaosWorld, instance: string, durationMs: number): Promise<void> {
  const pods = await world.kubernetes().list(POD, { namespace: world.cluster.namespace, labelSelector: `${LABEL_CLUSTER}=${world.cluster.name},${LABEL_INSTANCE}` });
  const members = await Promise.all(pods.map(async ({ metadata, status }) => {
    const name = metadata.labels?.[LABEL_INSTANCE] ?? '';
    return { name, address: status?.podIP ?? '', processes: await processesOfInstance(world, name) };
  }));
  const cuts = members.flatMap(({ name, processes }) => members.filter((other) => other.name !== name && (name === instance || other.name === instance))
    .map(({ address }): Cut => ({ from: name, processes, to: address })));
  await whileCut(world, cuts, durationMs);
}

/**
 * New sockets are known by the control group of who opens them, those that are open by their ports. Processes are held
 * meanwhile, so that no socket is opened in between.
 */
async function whileCut(world: ChaosWorld, cuts: readonly Cut[], durationMs: number): Promise<void> {
  const groups = mkdtempSync(path.join(process.env['PGO_TEST_DIR'] ?? os.tmpdir(), 'groups-'));
  await run('mount', ['-t', 'cgroup2', 'none', groups]);
  const rules: string[][] = [];
  const made = new Set<string>();
  try {
    for (const cut of cuts) await apply(cut, { groups, made, rules });
    await world.pause(durationMs);
  } finally {
    for (const rule of rules) await run('iptables', ['-w', '-D', 'OUTPUT', ...rule]);
    for (const directory of made) {
      const members = readFileSync(path.join(directory, 'cgroup.procs'), 'utf8').split('\n').filter((pid) => pid !== '');
      for (const pid of members) moveInto(groups, Number(pid));
      await rmdir(directory);
    }
    await run('umount', ['-l', groups]);
    await rmdir(groups);
  }
}

async function apply({ from, processes, to, port }: Cut, { groups, made, rules }: { groups: string; made: Set<string>; rules: string[][] }): Promise<void> {
  const name = `${COMMENT}${process.pid}-${from}`;
  const directory = path.join(groups, name);
  const drop = async (more: readonly string[]): Promise<void> => {
    const rule = ['-d', to, '-p', 'tcp', ...(port === undefined ? [] : ['--dport', String(port)]), ...more, '-m', 'comment', '--comment', `${COMMENT}${process.pid}`, '-j', 'DROP'];
    await run('iptables', ['-w', '-I', 'OUTPUT', ...rule]);
    rules.push(rule);
  };
  signalAll(processes, 'SIGSTOP');
  try {
    await mkdir(directory, { recursive: true });
    made.add(directory);
    for (const { pid } of processes) moveInto(directory, pid);
    await drop(['-m', 'cgroup', '--path', name]);
    for (const own of await openPorts(processes, to, port)) await drop(['--sport', own]);
  } finally {
    signalAll(processes, 'SIGCONT');
  }
}

/** Ports of their own from which processes are connected to an address. */
async function openPorts(processes: readonly ProcessEntry[], to: string, port: number | undefined): Promise<string[]> {
  const { stdout } = await run('ss', ['-Htnp', 'dst', port === undefined ? to : `${to}:${port}`], { maxBuffer: 2 ** 24 });
  return stdout.split('\n').filter((line) => processes.some(({ pid }) => line.includes(`pid=${pid},`)))
    .flatMap((line) => /\S+:(\d+)\s+\S+:\d+/.exec(line)?.[1] ?? []);
}

/** Processes that have ended meanwhile are passed over. */
function moveInto(directory: string, pid: number): void {
  try {
    writeFileSync(path.join(directory, 'cgroup.procs'), String(pid));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
