import { type ConfigMap } from '../../kube/core-kinds.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import { Schedule } from '../../schema/graphql/schedule.js';
import { nextTick } from '../../schema/schedule/cron.js';
import { readSchedule } from '../../schema/schedule/read-schedule.js';
import type { Services } from '../context.js';
import { nodeId } from '../node-id.js';

/** What the API says of a schedule. */
export const toSchedule = (configMap: ConfigMap, { cache, clock, settings }: Services): Schedule => {
  const { namespace = '', name } = configMap.metadata;
  const { schedule: { cluster, ...rest }, fault } = readSchedule(configMap, settings.operatorNamespace);
  const isThere = cache.get(POSTGRES_CLUSTER, cluster) !== undefined;
  const problem = fault ?? (isThere ? undefined : `there is no cluster "${cluster.name}" in the namespace "${cluster.namespace}"`);
  const next = problem !== undefined || rest.suspended ? undefined : nextTick(rest.cron, rest.timeZone, clock.now());
  const nextRunAt = next === undefined ? undefined : new Date(next).toISOString();
  const message = problem !== undefined ? `It does not run: ${problem}.` : rest.suspended ? 'It rests until it is resumed.' : nextRunAt === undefined ? 'It never runs.' : `It runs next at ${nextRunAt}.`;
  return Object.assign(new Schedule(), {
    id: nodeId({ kind: 'Schedule', namespace, name }), namespace, name, cluster: cluster.name, clusterNamespace: cluster.namespace, ...rest, nextRunAt, valid: problem === undefined, message,
  });
};
