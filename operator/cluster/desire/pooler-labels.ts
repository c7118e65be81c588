import { clusterLabels } from './desire-input.js';

/** Labels of everything that a pooler consists of, its pods included. */
export const poolerLabels = (cluster: string): Record<string, string> => clusterLabels(cluster, 'pooler');
