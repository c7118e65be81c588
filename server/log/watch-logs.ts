import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import type { LogLine } from '../../schema/graphql/log-line.js';
import type { LogsArgs } from '../../schema/graphql/logs-args.js';
import type { Context } from '../context.js';
import { ApiError, badUserInput, notFound } from '../error/api-error.js';
import { instanceLog } from './instance-log.js';
import { mergeStreams } from './merge-streams.js';

/** Most lines of the past that are read of each instance. */
const TAIL_MAX = 10_000;

const instancesOf = ({ namespace, cluster, instance }: LogsArgs, { services }: Context): readonly string[] => {
  const found = services.cache.get(POSTGRES_CLUSTER, { namespace, name: cluster });
  if (found === undefined) throw notFound(`cluster "${cluster}" in the namespace "${namespace}"`, 'Check the name and the namespace; the query `clusters` lists those that exist.');
  const names = (found.status?.instances ?? []).map(({ name }) => name);
  if (instance == null) return names;
  if (names.includes(instance)) return [instance];
  throw badUserInput('instance', `the cluster "${cluster}" has no instance "${instance}"`, names.length === 0 ? 'Wait until the cluster has instances.' : `Use one of: ${names.join(', ')}.`);
};

/** The lines of the logs of the instances of a cluster, the last ones first, then every new one. */
export const watchLogs = (args: LogsArgs, context: Context): AsyncIterableIterator<LogLine> => {
  const { pods, clock } = context.services;
  const tail = args.tail ?? 100;
  if (tail < 0 || tail > TAIL_MAX) throw badUserInput('tail', `${tail} is not between 0 and ${TAIL_MAX}`, `Ask for 0 to ${TAIL_MAX} lines of the past.`);
  const instances = instancesOf(args, context);
  if (pods === undefined) throw new ApiError('UNAVAILABLE', 'This server has no access to the logs of pods.', { suggestion: 'Use `kubectl logs`.' });
  const abort = new AbortController();
  const lines = mergeStreams(instances.map((instance) => instanceLog({ pods, clock, namespace: args.namespace, instance, tail, signal: abort.signal })));
  return {
    next: () => lines.next(),
    return: () => {
      abort.abort();
      return Promise.resolve({ value: undefined, done: true });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
};
