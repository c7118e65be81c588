import type { Clock } from '../../kube/clock.js';
import { DatabaseDesk } from '../instance/database-desk.js';
import type { OperationHandlers } from '../operation/operation-handler.js';
import { upgradeHandler } from './upgrade-handler.js';
import type { UpgradeTools } from './upgrade-tools.js';

/** The handler of upgrades. */
export const upgradeHandlers = ({ clock, random, ...tools }: Omit<UpgradeTools, 'desk'> & { readonly clock: Clock; readonly random: () => number }): OperationHandlers =>
  ({ UpgradeCluster: upgradeHandler({ ...tools, desk: new DatabaseDesk({ clock, random }) }) });
