import type { Clock } from '../../kube/clock.js';
import type { ImageCatalogue } from '../image-catalogue.js';
import { DatabaseDesk } from '../instance/database-desk.js';
import type { OperationHandlers } from '../operation/operation-handler.js';
import { labelHandler } from './label-handler.js';
import type { MaintenanceTools } from './maintenance-tools.js';
import { reloadHandler } from './reload-handler.js';
import { restartHandler } from './restart-handler.js';
import { testHandler } from './test-handler.js';

/** The handlers of operations that maintain clusters. */
export const maintenanceHandlers = ({ catalogue, clock, random }: { readonly catalogue: ImageCatalogue; readonly clock: Clock; readonly random: () => number }): Required<Pick<OperationHandlers, 'Restart' | 'Reload' | 'TestCluster' | 'LabelClusters'>> => {
  const tools: MaintenanceTools = { versions: catalogue.map(({ version }) => version), desk: new DatabaseDesk({ clock, random }), tests: new DatabaseDesk({ clock, random }) };
  return { Restart: restartHandler(tools), Reload: reloadHandler(tools), TestCluster: testHandler(tools), LabelClusters: labelHandler };
};
