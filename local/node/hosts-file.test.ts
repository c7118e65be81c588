import { describe, expect, it } from '@jest/globals';
import { hostnameOf, hostsFile } from './hosts-file.js';

const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'db-0', namespace: 'shop' }, spec: { containers: [], subdomain: 'db', hostAliases: [{ ip: '10.0.0.1', hostnames: ['old'] }] } };

describe('hostsFile', () => {
  it('names the pod, its namespace in short, and everything in full', () => {
    const names = [{ address: '127.9.128.1', namespace: 'shop', name: 'web' }, { address: '127.9.0.7', namespace: 'other', name: 'a-0.a' }];
    expect(hostsFile(pod, '127.9.0.5', names).split('\n')).toEqual([
      '# Managed by the node agent.',
      '127.9.0.5\tlocalhost',
      '127.9.0.5\tdb-0.db.shop.svc.cluster.local\tdb-0',
      '10.0.0.1\told',
      '127.9.128.1\tweb\tweb.shop\tweb.shop.svc\tweb.shop.svc.cluster.local',
      '127.9.0.7\ta-0.a.other\ta-0.a.other.svc\ta-0.a.other.svc.cluster.local',
      '',
    ]);
  });

  it('cuts a name to what a host name can hold', () => {
    expect(hostnameOf({ ...pod, metadata: { name: `${'a'.repeat(62)}-0` } })).toBe('a'.repeat(62));
  });
});
