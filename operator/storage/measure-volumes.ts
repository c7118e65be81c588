import type { PodAccess } from '../../kube/client/kube-connection.js';
import type { Key } from '../../kube/kube-object.js';
import { MEASURE_SCRIPT, parseUsage, type VolumeUsage } from '../../schema/storage/volume-usage.js';
import { DATABASE_CONTAINER } from '../../schema/naming/names.js';

/** Longest time that measuring may take, in milliseconds. */
const TIMEOUT_MS = 30_000;

/** Digits of a binary figure that are kept: what grows all the time is news when it has grown by a hundredth. */
const DIGITS = 6;

const rounded = (bytes: number): number => {
  const step = 2 ** Math.max(10, Math.floor(Math.log2(Math.max(1, bytes))) - DIGITS);
  return Math.floor(bytes / step) * step;
};

/** A measurement to a hundredth of each figure, so that a calm database is measured the same each time. */
export const roundedUsage = ({ data, wal, ...counted }: VolumeUsage): VolumeUsage => {
  const space = (measured: VolumeUsage['data']): VolumeUsage['data'] => ({ ...measured, freeBytes: rounded(measured.freeBytes) });
  return {
    data: space(data),
    ...(wal === undefined ? {} : { wal: space(wal) }),
    ...Object.fromEntries(Object.entries(counted).map(([name, bytes]) => [name, rounded(bytes)])),
  };
};

/** Measures the volumes of an instance in its container, whether PostgreSQL runs in it or not; null when it does not answer. */
export const measureVolumes = async (pods: Pick<PodAccess, 'exec'>, pod: Key): Promise<VolumeUsage | null> => {
  const { stdout } = await pods.exec(pod, { container: DATABASE_CONTAINER, command: ['sh', '-c', MEASURE_SCRIPT], timeoutMs: TIMEOUT_MS }).catch(() => ({ stdout: '' }));
  const usage = parseUsage(stdout);
  return usage === undefined ? null : roundedUsage(usage);
};
