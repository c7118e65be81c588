import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import type { KubeObject } from '../../../kube/kube-object.js';
import { FAILOVER_TIMES_DEFAULT } from '../../postgres/patroni-config.js';
import { aWorld, ENTRY, type WorldSetup } from '../../testing/cluster-fixture.js';
import { planCluster } from '../plan.js';
import { desireCluster } from './desire-cluster.js';

const GOLDEN = path.join('operator', 'cluster', 'desire', 'desire-cluster.golden.yaml');

const desire = (setup: WorldSetup): KubeObject[] => {
  const world = aWorld(setup);
  const plan = planCluster(world, { covers: true, renewAtMs: Infinity }, 0);
  return desireCluster({ world, plan, entry: ENTRY, settings: { serviceAddressing: 'name', watchesNodes: true, networkPolicies: { controlPlaneNamespace: 'pgo' }, failover: FAILOVER_TIMES_DEFAULT } });
};
const named = (objects: KubeObject[], kind: string, name: string): KubeObject & Record<string, unknown> =>
  objects.find((object) => object.kind === kind && object.metadata.name === name) as KubeObject & Record<string, unknown>;
const kinds = (objects: KubeObject[]): string[] => objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`);

describe('desireCluster', () => {
  it('is what the golden file says', () => {
    const objects = desire({ spec: { postgresVersion: 15, replicas: 1, durability: 'SYNC', parameters: { work_mem: '8MB' }, storage: { size: '5Gi' } } });
    const golden = parseAllDocuments(readFileSync(GOLDEN, 'utf8')).map((document) => document.toJS() as unknown);
    expect(objects.map((object) => JSON.parse(JSON.stringify(object)) as unknown)).toEqual(golden);
  });

  it('starts no instance before its secrets are there', () => {
    expect(kinds(desire({ bare: true })).filter((text) => text.startsWith('StatefulSet'))).toEqual([]);
  });

  it('lets every pod onto its nodes, with its credentials, and marks it as asked', () => {
    const asked = { tolerations: [{ key: 'database' }], priorityClassName: 'databases', imagePullSecrets: ['registry'] };
    const podMetadata = { labels: { team: 'shop', status: 'new', 'pgo.dev/cluster': 'other', 'app.kubernetes.io/name': 'pgo' }, annotations: { 'sidecar.istio.io/inject': 'false', status: '{}' } };
    const templates = desire({ spec: { postgresVersion: 15, pooler: { enabled: true }, scheduling: { ...asked, nodeSelector: { disk: 'nvme' } }, podMetadata } })
      .flatMap((object) => ((object as { spec?: { template?: { metadata: { annotations?: object }; spec: object } } }).spec?.template ?? []));
    expect(templates.length).toBeGreaterThanOrEqual(2);
    for (const template of templates) {
      expect(template).toMatchObject({
        metadata: { labels: { team: 'shop', status: 'new', 'pgo.dev/cluster': 'hippo' }, annotations: { 'sidecar.istio.io/inject': 'false' } },
        spec: { ...asked, imagePullSecrets: [{ name: 'registry' }] },
      });
      expect(template.metadata.annotations).not.toHaveProperty('status');
      expect((template.metadata as { labels?: object }).labels).not.toHaveProperty(['app.kubernetes.io/name']);
    }
    expect(named(desire({ spec: { scheduling: { nodeSelector: { disk: 'nvme' } } } }), 'StatefulSet', 'hippo-1')).toMatchObject({ spec: { template: { spec: { nodeSelector: { disk: 'nvme' } } } } });
  });

  it('has no disruption budget for a single instance', () => {
    expect(kinds(desire({ spec: { replicas: 0 } })).filter((text) => text.startsWith('PodDisruptionBudget'))).toEqual([]);
  });

  it('runs no pod of a stopped cluster', () => {
    expect(named(desire({ spec: { stopped: true } }), 'StatefulSet', 'hippo-1')).toMatchObject({ spec: { replicas: 0 } });
  });

  it('keeps the template of an instance the same when others come and go', () => {
    const template = (replicas: number): string => stringify(named(desire({ spec: { replicas } }), 'StatefulSet', 'hippo-1')['spec']);
    expect(template(3)).toBe(template(0));
  });

  it('writes connection strings that survive odd passwords', () => {
    const secret = named(desire({}), 'Secret', 'hippo-user-hippo') as unknown as { data: Record<string, string> };
    const text = Object.fromEntries(Object.entries(secret.data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]));
    expect(text).toEqual({
      uri: 'postgresql://hippo:p%2Fw@hippo-primary.shop.svc:5432/hippo?sslmode=require',
      'jdbc-uri': 'jdbc:postgresql://hippo-primary.shop.svc:5432/hippo?user=hippo&password=p%2Fw&sslmode=require',
      host: 'hippo-primary.shop.svc', port: '5432', dbname: 'hippo', user: 'hippo', password: 'p/w', 'ca.crt': 'CA',
    });
  });
});
