import { describe, expect, it } from '@jest/globals';
import type { PostgresClusterSpec } from '../../schema/resource/postgres-cluster.js';
import { aWorld, ENTRY, type WorldSetup } from '../testing/cluster-fixture.js';
import { specFault } from './check-spec.js';

const faultOf = (spec: PostgresClusterSpec, status?: WorldSetup['status']): string | undefined => {
  const { cluster, spec: complete } = aWorld({ spec, status });
  return specFault(cluster, complete, [ENTRY, { ...ENTRY, version: 14 }]);
};

describe('specFault', () => {
  const cases: { name: string; spec: PostgresClusterSpec; status?: WorldSetup['status']; field: string | undefined }[] = [
    { name: 'finds nothing wrong with the defaults', spec: {}, field: undefined },
    { name: 'takes what is on offer', spec: { postgresVersion: 14, replicas: 2, durability: 'STRICT_SYNC', parameters: { work_mem: '8MB' } }, field: undefined },
    { name: 'names a version that is not on offer', spec: { postgresVersion: 12 }, field: 'spec.postgresVersion' },
    { name: 'refuses another major version in place', spec: { postgresVersion: 15 }, status: { postgresVersion: 14 }, field: 'spec.postgresVersion' },
    { name: 'refuses synchronous replication without replicas', spec: { durability: 'STRICT_SYNC' }, field: 'spec.durability' },
    { name: 'refuses a size that is none', spec: { storage: { size: 'big' } }, field: 'spec.storage.size' },
    { name: 'refuses an unknown parameter', spec: { parameters: { wrk_mem: '8MB' } }, field: 'spec.parameters.wrk_mem' },
    { name: 'refuses a managed parameter', spec: { parameters: { listen_addresses: '*' } }, field: 'spec.parameters.listen_addresses' },
    { name: 'refuses a value out of range', spec: { parameters: { max_connections: '0' } }, field: 'spec.parameters.max_connections' },
    { name: 'refuses the names of its own users', spec: { users: [{ name: 'pgo_replication' }] }, field: 'spec.users' },
    { name: 'refuses an owner that there is not', spec: { users: [{ name: 'app' }], databases: [{ name: 'app', owner: 'someone' }] }, field: 'spec.databases' },
  ];
  it.each(cases)('$name', ({ spec, status, field }) => {
    const fault = faultOf(spec, status);
    if (field === undefined) expect(fault).toBeUndefined();
    else expect(fault?.startsWith(`${field}: `)).toBe(true);
  });
});
