import { describe, expect, it } from '@jest/globals';
import { FAILOVER_TIMES_DEFAULT } from '../postgres/patroni-config.js';
import type { PostgresClusterSpec } from '../../schema/resource/postgres-cluster.js';
import { aWorld, ENTRY } from '../testing/cluster-fixture.js';
import type { CatalogueEntry } from '../image-catalogue.js';
import { desireInstanceSet } from './desire/instance-set.js';
import { planCluster } from './plan.js';
import { differsInWhatWasAskedFor, outdatedBy, type PodTemplate } from './renewal.js';

const templateOf = (spec: PostgresClusterSpec = {}, entry: Partial<CatalogueEntry> = {}): PodTemplate => {
  const world = aWorld({ spec });
  const set = desireInstanceSet({
    world, plan: planCluster(world, { covers: true, renewAtMs: Infinity }, 0), entry: { ...ENTRY, ...entry },
    settings: { serviceAddressing: 'name', watchesNodes: true, failover: FAILOVER_TIMES_DEFAULT },
  }, 1);
  return JSON.parse(JSON.stringify(set.spec?.['template'])) as PodTemplate;
};

/** As an API server and webhooks leave a pod: with more in it than was asked for. */
const asPod = ({ metadata, spec }: PodTemplate): PodTemplate => ({
  metadata: { annotations: { ...metadata?.annotations, 'example.org/injected': 'true' } },
  spec: {
    ...spec,
    tolerations: [...(spec?.['tolerations'] as unknown[] | undefined) ?? [], { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }],
    containers: [...(spec?.containers ?? []).map((container) => ({ ...container, resources: { limits: { cpu: '1' }, ...(container.resources as object | undefined) } })), { name: 'mesh', image: 'mesh' }],
  },
});

/** What a version of the control plane made that did not know half of what this one adds, and wrote no note. */
const ofEarlierVersion = ({ spec }: PodTemplate): PodTemplate => {
  const { topologySpreadConstraints: _spread, ...rest } = spec as Record<string, unknown>;
  return asPod({ metadata: {}, spec: { ...rest, containers: (spec?.containers ?? []).map((container) => ({ ...container, command: ['earlier'] })) } });
};

const asked: { name: string; spec?: PostgresClusterSpec; entry?: Partial<CatalogueEntry> }[] = [
  { name: 'resources', spec: { resources: { requests: { memory: '1Gi' } } } },
  { name: 'monitoring', spec: { monitoring: { enabled: true } }, entry: { exporterImage: 'exporter:1' } },
  { name: 'a toleration', spec: { scheduling: { tolerations: [{ key: 'database', operator: 'Exists' }] } } },
  { name: 'a node selector', spec: { scheduling: { nodeSelector: { disk: 'nvme' } } } },
  { name: 'nodes of their own', spec: { scheduling: { requireSeparateNodes: true } } },
  { name: 'another image in the catalogue', entry: { image: 'postgres:other' } },
];

describe('an instance', () => {
  it.each(asked)('is replaced for $name, by whichever version its pod was made', ({ spec, entry }) => {
    const wanted = templateOf(spec, entry);
    expect(differsInWhatWasAskedFor(asPod(templateOf()), wanted)).toBe(true);
    expect(differsInWhatWasAskedFor(ofEarlierVersion(templateOf()), wanted)).toBe(true);
    expect(differsInWhatWasAskedFor(asPod(wanted), wanted)).toBe(false);
    expect(differsInWhatWasAskedFor(ofEarlierVersion(wanted), wanted)).toBe(false);
  });

  it('is not replaced for a new image of what is beside PostgreSQL', () => {
    const monitored = (exporterImage: string): PodTemplate => templateOf({ monitoring: { enabled: true } }, { exporterImage });
    expect(differsInWhatWasAskedFor(monitored('exporter:1'), monitored('exporter:2'))).toBe(false);
  });

  it('is not replaced for a key that a later version adds to the note', () => {
    const template = templateOf();
    const note = JSON.parse(template.metadata?.annotations?.['pgo.dev/renewal'] ?? '') as Record<string, string>;
    const later = { ...template, metadata: { annotations: { 'pgo.dev/renewal': JSON.stringify({ ...note, later: '12345678' }) } } };
    expect(differsInWhatWasAskedFor(template, later)).toBe(false);
  });

  it('is replaced for kubectl rollout restart', () => {
    const template = templateOf();
    const restarted = { ...template, metadata: { annotations: { ...template.metadata?.annotations, 'kubectl.kubernetes.io/restartedAt': '2026-01-01T00:00:00Z' } } };
    expect(differsInWhatWasAskedFor(template, restarted)).toBe(true);
  });

  it.each([
    { name: 'nothing while its revision is current', pod: ofEarlierVersion(templateOf()), has: 'b', by: 'nothing' },
    { name: 'the control plane alone after an upgrade', pod: ofEarlierVersion(templateOf()), has: 'a', by: 'control plane' },
    { name: 'a request', pod: templateOf({ resources: { requests: { cpu: '2' } } }), has: 'a', by: 'request' },
  ])('is outdated by $name', ({ pod: { metadata, spec }, has, by }) => {
    expect(outdatedBy({
      name: 'hippo-1', ordinal: 1,
      statefulSet: { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'hippo-1' }, spec: { template: templateOf() }, status: { updateRevision: 'b' } },
      pod: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'hippo-1-0', labels: { 'controller-revision-hash': has }, ...(metadata?.annotations === undefined ? {} : { annotations: metadata.annotations }) }, ...(spec === undefined ? {} : { spec }) },
    })).toBe(by);
  });
});
