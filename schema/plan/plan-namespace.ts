import type { MutationPlan } from './plan.js';

/** What creating a namespace changes. */
export const planCreateNamespace = (name: string): MutationPlan => ({
  impact: 'NONE', summary: `Creates the namespace "${name}".`, changes: [{ object: `Namespace/${name}`, action: 'create', impact: 'NONE' }],
});

/** What deleting a namespace without clusters changes. */
export const planDeleteNamespace = (name: string): MutationPlan => ({
  impact: 'DATA_LOSS', summary: `Deletes the namespace "${name}" with everything that is left in it: kept volumes, credentials and operations.`,
  changes: [{ object: `Namespace/${name}`, action: 'delete', impact: 'DATA_LOSS' }],
});
