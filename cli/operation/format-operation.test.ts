import { describe, expect, it } from '@jest/globals';
import { createBufferStreams } from '../factory/buffer-streams.js';
import { formatOperation, formatOperations } from './format-operations.js';
import { changeLines, countText, progressLines } from './format-progress.js';
import { creating, failed } from './operation-fixture.js';

const now = new Date('2026-01-02T03:05:00Z');
const pipe = createBufferStreams().out;

describe('progressLines', () => {
  it('shows every step with its sign, sentence and time', () => {
    expect(progressLines(creating, now, undefined, pipe.colours)).toEqual([
      'CreateCluster pgo/hippo  RUNNING  50 %  10s',
      '  ✔ Credentials   1.2s  Certificates and passwords are made.',
      '  ▸ Primary       8.0s  hippo-1 is being initialised.',
      '  · Replicas            0/1 instances',
    ]);
  });
  it('is never wider than the terminal', () => {
    const lines = progressLines(creating, now, 30, pipe.colours);
    expect(lines[1]).toBe('  ✔ Credentials   1.2s  Certi…');
    expect(Math.max(...lines.map((line) => [...line].length))).toBe(30);
  });
});

describe('changeLines', () => {
  it('starts with every step that has begun', () => {
    expect(changeLines(undefined, creating, now)).toEqual([
      'CreateCluster pgo/hippo: Credentials SUCCEEDED Certificates and passwords are made. (1.2s)',
      'CreateCluster pgo/hippo: Primary RUNNING hippo-1 is being initialised.',
    ]);
  });
  it('then names only what moved', () => {
    expect(changeLines(creating, failed, now)).toEqual(['CreateCluster pgo/hippo: Primary FAILED hippo-1 is being initialised. (8.0s)']);
    expect(changeLines(failed, failed, now)).toEqual([]);
  });
});

describe('countText', () => {
  const step = { name: 'Copy', state: 'RUNNING', message: '' };
  it.each([
    [{ ...step, current: 3, max: 4, unit: 'instances' }, '3/4 instances'],
    [{ ...step, current: 1_572_864, max: 3_145_728, unit: 'bytes' }, '1.5 MiB/3 MiB'],
    [{ ...step, current: 3, max: 4, unit: null }, '3/4'],
    [step, ''],
  ])('%j', (value, expected) => { expect(countText(value)).toBe(expected); });
});

describe('formatOperation', () => {
  it('shows why it failed and what to do', async () => {
    expect(await formatOperation(failed, now, pipe)).toBe(
`Operation:     op_1
Kind:          CreateCluster
Cluster:       pgo/hippo
State:         FAILED  50 %
Requested by:  admin
Created:       2026-01-02T03:04:50Z
Finished:      2026-01-02T03:05:00Z
Took:          10s
Error:         VOLUME_FULL: The volume of hippo-1 is full.
Try:           Make it larger with \`pgo update cluster hippo --storage-size 2Gi\`.

STEP         STATE      TOOK       PROGRESS  MESSAGE
Credentials  SUCCEEDED  1.2s              -  Certificates and passwords are made.
Primary      FAILED     8.0s              -  hippo-1 is being initialised.
Replicas     PENDING       -  0/1 instances  Waits for the primary.
`);
  });
});

describe('formatOperations', () => {
  it('shows the step that matters', async () => {
    expect(await formatOperations([creating, failed], { wide: false, now }, pipe)).toBe(
`ID    KIND           CLUSTER  STATE    DONE  TOOK  AGE  STEP
op_1  CreateCluster  hippo    RUNNING  50 %   10s  10s  Primary
op_1  CreateCluster  hippo    FAILED   50 %   10s  10s  Primary
`);
  });
});
