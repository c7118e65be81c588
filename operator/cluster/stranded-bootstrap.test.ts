import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { aWorld } from '../testing/cluster-fixture.js';
import { PROMOTE_SCRIPT } from './promote-stranded.js';
import { strandedInstance } from './stranded-bootstrap.js';
import type { ClusterWorld } from './world.js';

type Member = readonly [role: string, state: string];
const WAITS: Member = ['uninitialized', 'stopped'];
const STANDS_BY: Member = ['replica', 'running'];

const claimed = (members: readonly Member[], { patroni = {}, spec = {} }: { readonly patroni?: Partial<ClusterWorld['patroni']>; readonly spec?: Partial<ClusterWorld['spec']> } = {}): ClusterWorld => {
  const world = aWorld({ instances: members.map((_, index) => ({ ordinal: index + 1 })) });
  const instances = world.instances.map((instance, index) => ({ ...instance, member: { role: members[index]?.[0] ?? '', state: members[index]?.[1] ?? '', pendingRestart: false } }));
  return { ...world, instances, spec: { ...world.spec, ...spec }, patroni: { ...world.patroni, initialized: false, bootstrapping: true, leader: undefined, ...patroni } };
};

describe('a first instance', () => {
  it.each<[string, ClusterWorld, string | undefined]>([
    ['that runs as a replica of nobody is stranded', claimed([WAITS, STANDS_BY]), 'hippo-2'],
    ['that is being set up is not', claimed([['uninitialized', 'initializing new cluster'], WAITS]), undefined],
    ['that was promoted is not', claimed([['master', 'running'], WAITS]), undefined],
    ['of a cluster that has a leader is not', claimed([STANDS_BY], { patroni: { leader: 'hippo-2-0' } }), undefined],
    ['of a cluster that is set up is not', claimed([STANDS_BY], { patroni: { bootstrapping: false, initialized: true } }), undefined],
    ['of a standby follows another cluster', claimed([STANDS_BY], { spec: { standby: { source: { host: 'far' } } as never } }), undefined],
    ['beside another that runs is not judged', claimed([STANDS_BY, STANDS_BY]), undefined],
  ])('%s', (_name, world, name) => {
    expect(strandedInstance(world)).toBe(name);
  });
});

describe('the promotion', () => {
  const promoted = (files: readonly string[], configuration = 'port = 5432\n'): boolean => {
    const directory = mkdtempSync(path.join(os.tmpdir(), 'stranded-'));
    try {
      mkdirSync(path.join(directory, 'pg15'));
      for (const file of files) writeFileSync(path.join(directory, 'pg15', file), '');
      writeFileSync(path.join(directory, 'pg15', 'postgresql.conf'), configuration);
      writeFileSync(path.join(directory, 'pg_ctl'), '#!/bin/sh\necho "$@"\n');
      chmodSync(path.join(directory, 'pg_ctl'), 0o755);
      const script = PROMOTE_SCRIPT.replace('/pgdata', directory);
      return execFileSync('sh', ['-c', script], { encoding: 'utf8', env: { PATH: `${directory}:${process.env['PATH'] ?? ''}` } }).startsWith('promote -W -D');
    } finally {
      rmSync(directory, { recursive: true });
    }
  };

  it.each<[string, boolean, readonly string[], string?]>([
    ['comes where a standby follows nobody', true, ['postmaster.pid', 'standby.signal']],
    ['does not come where nothing runs', false, ['standby.signal']],
    ['does not come to a primary', false, ['postmaster.pid']],
    ['does not come into the recovery of a backup', false, ['postmaster.pid', 'standby.signal', 'recovery.signal']],
    ['does not come to a standby of a primary', false, ['postmaster.pid', 'standby.signal'], "primary_conninfo = 'host=far'\n"],
    ['does not come where WAL is fetched from an archive', false, ['postmaster.pid', 'standby.signal'], "restore_command = 'get %f %p'\n"],
  ])('%s', (...[, outcome, files, configuration]) => {
    expect(promoted(files, configuration)).toBe(outcome);
  });
});
