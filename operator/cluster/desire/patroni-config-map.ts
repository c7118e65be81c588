import { stringify } from 'yaml';
import { LABEL_PATRONI_ROLE, LABEL_PATRONI_SCOPE } from '../../../schema/naming/labels.js';
import { patroniConfigName, patroniScope } from '../../../schema/naming/names.js';
import type { ConfigMap } from '../../../kube/core-kinds.js';
import { backupsEnabled } from '../../../schema/resource/cluster-defaults.js';
import { PATRONI_FILE } from '../../postgres/instance-layout.js';
import { wantedData } from '../../restore/cluster-data.js';
import { patroniDynamicConfig, patroniLocalConfig } from '../../postgres/patroni-config.js';
import { PEERS_FILE, standbyConfig, standbyTrust } from '../../standby/standby-config.js';
import { mayLackNothing } from '../stopping.js';
import { clusterLabels, ownedMeta, type DesireInput } from './desire-input.js';

/** Patroni's dynamic configuration for a cluster. */
export const dynamicConfigOf = ({ world, settings }: Pick<DesireInput, 'world' | 'settings'>): Record<string, unknown> =>
  patroniDynamicConfig({
    durability: world.spec.durability, parameters: world.spec.parameters ?? {}, archives: backupsEnabled(world.spec), times: settings.failover,
    mayLackNothing: mayLackNothing(world), standby: standbyConfig(world),
  });

/** The ConfigMap with the configuration file that all instances share. */
export const desirePatroniConfigMap = (input: DesireInput): ConfigMap => {
  const { cluster } = input.world;
  const { name, namespace } = cluster.metadata;
  const trust = standbyTrust(input.world);
  const config = patroniLocalConfig({
    scope: patroniScope(name),
    namespace: namespace ?? '',
    version: input.entry.version,
    binDir: input.entry.binDir,
    leaderLabel: input.entry.patroniLeaderLabel,
    labels: { role: LABEL_PATRONI_ROLE, scope: LABEL_PATRONI_SCOPE, own: clusterLabels(name) },
    dynamic: dynamicConfigOf(input),
    ...(trust === undefined ? {} : { peersPath: trust.path }),
    isRestored: wantedData(input.world).id !== '',
  });
  return {
    apiVersion: 'v1', kind: 'ConfigMap', metadata: ownedMeta(cluster, patroniConfigName(name), clusterLabels(name, 'configuration')),
    data: { [PATRONI_FILE]: stringify(config), ...(trust === undefined ? {} : { [PEERS_FILE]: trust.text }) },
  };
};
