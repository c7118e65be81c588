import { backupsEnabled, tlsRequired } from '../../schema/resource/cluster-defaults.js';
import { CONFIGURATION_MARKER } from '../postgres/wanted-parameters.js';
import { patroniParameters } from '../postgres/patroni-config.js';
import { containerRuns } from './instance-health.js';
import type { ClusterWorld, ObservedInstance } from './world.js';

/** The PostgreSQL parameters that a cluster shall have. */
export const wantedParameters = ({ spec }: Pick<ClusterWorld, 'spec'>): Readonly<Record<string, string>> =>
  patroniParameters({ parameters: spec.parameters ?? {}, archives: backupsEnabled(spec), requiresTls: tlsRequired(spec) });

/** Whether an instance has read its wanted parameters; undefined while nobody has looked. */
export const hasRead = (world: ClusterWorld, { settings }: ObservedInstance): boolean | undefined =>
  (settings === undefined ? undefined : settings.marker === wantedParameters(world)[CONFIGURATION_MARKER]);

/** What stands until someone has looked: an operator that has just begun finds in force what was in force. */
const wasInForce = ({ cluster: { metadata, status } }: ClusterWorld): boolean => {
  const before = status?.conditions?.find(({ type }) => type === 'ConfigurationApplied');
  return before === undefined || (before.status === 'True' && before.observedGeneration === metadata.generation);
};

/** Where the parameters of a cluster stand. */
export interface ConfigurationState {
  /** Instances that have not read them, or of which it is not known. */
  readonly unread: readonly string[];
  /** Instances that wait for a restart, with the parameters that they wait for. */
  readonly waiting: readonly { readonly name: string; readonly pending: readonly string[] }[];
  readonly faults: readonly string[];
}

/** Finds out where the parameters of a cluster stand. Instances that do not run read them when they start. */
export const configurationState = (world: ClusterWorld): ConfigurationState => {
  const running = world.instances.filter(({ pod }) => containerRuns(pod));
  return {
    unread: running.filter((instance) => !(hasRead(world, instance) ?? wasInForce(world))).map(({ name }) => name),
    waiting: running.flatMap(({ name, settings }) => (settings === undefined || settings.pending.length === 0 ? [] : [{ name, pending: settings.pending }])),
    faults: [...new Set(running.flatMap(({ settings }) => settings?.faults ?? []))],
  };
};
