import type { KubeCache } from '../../kube/cache/kube-cache.js';
import type { Writer } from '../../kube/client/kube-client.js';
import type { Clock } from '../../kube/clock.js';
import { ignoreAlreadyExists } from '../../kube/kube-error.js';
import { POSTGRES_CLUSTER, POSTGRES_OPERATION } from '../../kube/kinds.js';
import type { Logger } from '../../kube/logger.js';
import { settled, WorkQueue, type Next } from '../../kube/queue/work-queue.js';
import { ANNOTATION_POLICIES, MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import { hasEnded } from '../operation/operation-status.js';
import { planInitialPolicies } from './plan-initial-policies.js';

/** What the loop over the policies of new clusters works with. */
export interface InitialPoliciesLoop {
  readonly cache: KubeCache;
  readonly writer: Writer;
  readonly clock: Clock;
  readonly logger: Logger;
}

const OUTCOME_LENGTH_MAX = 1024;

const visit = async ({ cache, writer }: InitialPoliciesLoop, key: string): Promise<Next> => {
  const [namespace = '', name = ''] = key.split('/');
  const cluster = cache.get(POSTGRES_CLUSTER, { namespace, name });
  if (cluster === undefined) return settled;
  const { create, outcome } = planInitialPolicies(cluster, (operation) => cache.get(POSTGRES_OPERATION, { namespace, name: operation }));
  if (create !== undefined) {
    await writer.create(POSTGRES_OPERATION, create, { manager: MANAGER_OPERATOR }).catch(ignoreAlreadyExists);
  }
  if (outcome !== undefined) {
    const metadata = { uid: cluster.metadata.uid, annotations: { [ANNOTATION_POLICIES]: outcome.slice(0, OUTCOME_LENGTH_MAX) } };
    await writer.mergePatch(POSTGRES_CLUSTER, { namespace, name }, { metadata }, { manager: MANAGER_OPERATOR });
  }
  return settled;
};

/** Applies the policies that clusters are made with; returns the function that ends it. */
export const runInitialPolicies = (loop: InitialPoliciesLoop, random: () => number): (() => Promise<void>) => {
  const { cache, clock, logger } = loop;
  const queue = new WorkQueue({
    clock, random, visit: (key) => visit(loop, key),
    onError: (cluster, error, failures) => {
      logger.warn({ cluster, failures, error: error instanceof Error ? error.message : String(error) }, 'policies of a new cluster could not be applied; trying again');
    },
  });
  const ends = [
    cache.onChange(POSTGRES_CLUSTER, ({ object: { metadata, spec } }) => {
      if ((spec.policies ?? []).length > 0) queue.add(`${metadata.namespace ?? ''}/${metadata.name}`);
    }),
    cache.onChange(POSTGRES_OPERATION, ({ object }) => {
      if (object.spec.kind === 'ApplyPolicy' && object.spec.cluster !== undefined && hasEnded(object)) queue.add(`${object.metadata.namespace ?? ''}/${object.spec.cluster}`);
    }),
  ];
  for (const { metadata, spec } of cache.list(POSTGRES_CLUSTER)) if ((spec.policies ?? []).length > 0) queue.add(`${metadata.namespace ?? ''}/${metadata.name}`);
  return async () => {
    for (const end of ends) end();
    await queue.stop();
  };
};
