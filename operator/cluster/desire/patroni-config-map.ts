import { stringify } from 'yaml';
import { remember } from '../../../kube/remember.js';
import { LABEL_PATRONI_ROLE, LABEL_PATRONI_SCOPE } from '../../../schema/naming/labels.js';
import { patroniConfigName, patroniScope } from '../../../schema/naming/names.js';
import type { ConfigMap } from '../../../kube/core-kinds.js';
import { backupsEnabled, tlsRequired } from '../../../schema/resource/cluster-defaults.js';
import { PATRONI_FILE, TLS_PATH } from '../../postgres/instance-layout.js';
import { clusterDataDirectory, wantedData } from '../../restore/cluster-data.js';
import { patroniDynamicConfig, patroniLocalConfig, type LocalInput } from '../../postgres/patroni-config.js';
import { PEERS_FILE, standbyConfig, standbyTrust } from '../../standby/standby-config.js';
import { hasWalVolume, walDirectory } from '../../storage/wal-volume.js';
import { certificateInUse } from '../given-certificate.js';
import { GIVEN_KEYS } from '../server-authority.js';
import { mayLackNothing } from '../stopping.js';
import { clusterLabels, ownedMeta, type DesireInput } from './desire-input.js';

/** Patroni's dynamic configuration for a cluster. */
export const dynamicConfigOf = ({ world, settings }: Pick<DesireInput, 'world' | 'settings'>): Record<string, unknown> =>
  patroniDynamicConfig({
    durability: world.spec.durability, parameters: world.spec.parameters ?? {}, archives: backupsEnabled(world.spec), requiresTls: tlsRequired(world.spec), times: settings.failover,
    mayLackNothing: mayLackNothing(world), standby: standbyConfig(world),
  });

/** Where PostgreSQL finds a certificate that was given, and Patroni its authority. */
const givenFiles = (world: DesireInput['world']): Pick<LocalInput, 'certificate' | 'peersPath'> => {
  if (certificateInUse(world) === undefined) return {};
  const [cert, key, authority] = [GIVEN_KEYS.certificate, GIVEN_KEYS.key, GIVEN_KEYS.authority].map((file) => `${TLS_PATH}/${file}`);
  return { peersPath: authority, certificate: { ssl_cert_file: `${cert}`, ssl_key_file: `${key}`, ssl_ca_file: `${authority}` } };
};

/** Configurations that are remembered as YAML: writing it costs more than the rest of a visit. */
const CONFIGURATIONS_MAX = 2_000;

const asYaml = remember(CONFIGURATIONS_MAX, (json) => stringify(JSON.parse(json)));

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
    ...givenFiles(input.world),
    ...(trust === undefined ? {} : { peersPath: trust.path }),
    ...(hasWalVolume(input.world.spec) ? { walDirectory: walDirectory(clusterDataDirectory(input.world, input.entry.version)) } : {}),
    isRestored: wantedData(input.world).id !== '',
  });
  return {
    apiVersion: 'v1', kind: 'ConfigMap', metadata: ownedMeta(cluster, patroniConfigName(name), clusterLabels(name, 'configuration')),
    data: { [PATRONI_FILE]: asYaml(JSON.stringify(config)), ...(trust === undefined ? {} : { [PEERS_FILE]: trust.text }) },
  };
};
