import { describe, expect, it } from '@jest/globals';
import { cgroupSettings } from './cgroup-limits.js';

describe('cgroupSettings', () => {
  const text = (resources: Parameters<typeof cgroupSettings>[0], version: 1 | 2): string[] => cgroupSettings(resources, version).map(({ file, value }) => `${file}=${value}`);
  const limits = { memory: '64Mi', cpu: '500m' };
  it.each([
    ['nothing asked, nothing set', {}, 2, []],
    ['limits, version 2', { limits }, 2, ['memory.max=67108864', 'cpu.weight=20', 'cpu.max=50000 100000', 'pids.max=8192']],
    ['limits, version 1', { limits }, 1, ['memory.limit_in_bytes=67108864', 'cpu.shares=512', 'cpu.cfs_quota_us=50000', 'pids.max=8192']],
    ['a request only gives a share', { requests: { cpu: '250m', memory: '1Gi' } }, 1, ['cpu.shares=256', 'pids.max=8192']],
    ['a tiny limit is the smallest the kernel takes', { limits: { cpu: '1m' } }, 2, ['cpu.weight=1', 'cpu.max=1000 100000', 'pids.max=8192']],
  ] as const)('%s', (_, resources, version, expected) => {
    expect(text(resources, version)).toEqual(expected);
  });
});
