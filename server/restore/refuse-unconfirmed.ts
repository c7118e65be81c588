import type { RestoreClusterInput } from '../../schema/graphql/restore-inputs.js';
import { badUserInput } from '../error/api-error.js';

/** Throws unless the name of the cluster was written once more. */
export const refuseUnconfirmed = ({ cluster, confirm }: Pick<RestoreClusterInput, 'cluster' | 'confirm'>): void => {
  if (confirm === cluster.name) return;
  throw badUserInput('confirm', `"${confirm.slice(0, 80)}" is not the name of the cluster`, `Write "${cluster.name}" to confirm that this is the cluster whose data are replaced.`);
};
