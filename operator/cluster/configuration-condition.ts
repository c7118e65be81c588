import type { ClusterReason } from '../../schema/resource/cluster-conditions.js';
import { configurationState } from './configuration-state.js';
import type { ClusterWorld } from './world.js';

/** What is said of the parameters of a cluster. */
export interface ConfigurationCondition {
  readonly status: 'True' | 'False';
  readonly reason: ClusterReason;
  readonly message: string;
}

const sentence = (names: readonly string[], one: string, many: string): string => `${names.join(', ')} ${names.length === 1 ? one : many}`;

/** Whether every instance runs with the parameters of the specification, and what is still to come. */
export const configurationCondition = (world: ClusterWorld): ConfigurationCondition => {
  const { unread, waiting, faults } = configurationState(world);
  if (unread.length > 0) return { status: 'False', reason: 'Reloading', message: `${sentence(unread, 'reads', 'read')} the changed parameters.` };
  if (waiting.length > 0) {
    const parameters = [...new Set(waiting.flatMap(({ pending }) => pending))].sort();
    return { status: 'False', reason: 'PendingRestart', message: `${sentence(waiting.map(({ name }) => name), 'restarts', 'restart')} in turn for ${parameters.join(', ')}.` };
  }
  if (faults.length > 0) return { status: 'False', reason: 'ConfigurationError', message: `PostgreSQL does not take a parameter: ${faults[0]}.` };
  return { status: 'True', reason: 'AsDesired', message: 'Every instance runs with the parameters of the specification.' };
};
