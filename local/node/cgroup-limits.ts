import type { Resources } from './pod.js';
import { quantity } from './quantity.js';

const PERIOD_US = 100_000;
const MIN_QUOTA_US = 1_000;
/** Processes and threads that a container may have. */
const PROCESSES_MAX = 8_192;

/** A file of a control group and what is written to it. */
export interface CgroupSetting {
  readonly controller: 'memory' | 'cpu' | 'pids';
  readonly file: string;
  readonly value: string;
}

/** The settings that hold a container to its limits, in the words of version 1 or 2 of control groups; none when it asks for nothing. */
export function cgroupSettings(resources: Resources | undefined, version: 1 | 2): readonly CgroupSetting[] {
  const memoryBytes = quantity(resources?.limits?.['memory']);
  const cpus = quantity(resources?.limits?.['cpu']);
  const share = quantity(resources?.requests?.['cpu']) ?? cpus;
  const found: CgroupSetting[] = [];
  if (memoryBytes !== undefined) found.push({ controller: 'memory', file: version === 2 ? 'memory.max' : 'memory.limit_in_bytes', value: String(Math.floor(memoryBytes)) });
  if (share !== undefined) found.push(version === 2 ? { controller: 'cpu', file: 'cpu.weight', value: String(weightOf(share)) } : { controller: 'cpu', file: 'cpu.shares', value: String(sharesOf(share)) });
  if (cpus !== undefined) {
    const quotaUs = Math.max(Math.floor(cpus * PERIOD_US), MIN_QUOTA_US);
    found.push(version === 2 ? { controller: 'cpu', file: 'cpu.max', value: `${quotaUs} ${PERIOD_US}` } : { controller: 'cpu', file: 'cpu.cfs_quota_us', value: String(quotaUs) });
  }
  if (found.length > 0) found.push({ controller: 'pids', file: 'pids.max', value: String(PROCESSES_MAX) });
  return found;
}

function sharesOf(cpus: number): number {
  return Math.min(Math.max(Math.floor(cpus * 1024), 2), 262_144);
}

/** The range of shares (2 to 262144) laid over the range of weights (1 to 10000), as Kubernetes does. */
function weightOf(cpus: number): number {
  return Math.floor(1 + ((sharesOf(cpus) - 2) * 9_999) / 262_142);
}
