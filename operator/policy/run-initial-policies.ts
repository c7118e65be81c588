import type { KubeCache } from '../../kube/cache/kube-cache.js';
import type { Writer } from '../../kube/client/kube-client.js';
import type { Clock } from '../../kube/clock.js';
import { ignoreAlreadyExists } from '../../kube/kube-error.js';
import { POSTGRES_CLUSTER, POSTGRES_OPERATION } from '../../kube/kinds.js';
import type { Key } from '../../kube/kube-object.js';
import type { Logger } from '../../kube/logger.js';
import { objectQueue } from '../../kube/queue/object-queue.js';
import { settled, type Next } from '../../kube/queue/work-queue.js';
import { ANNOTATION_POLICIES, MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
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

const visit = async ({ cache, writer }: InitialPoliciesLoop, { namespace, name }: Key): Promise<Next> => {
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
  const queue = objectQueue({
    clock, random, logger, subject: 'cluster', sentence: 'policies of a new cluster could not be applied; trying again',
    visit: (key) => visit(loop, key),
  });
  const addIfAny = ({ metadata, spec }: PostgresCluster): void => {
    if ((spec.policies ?? []).length > 0) queue.add(metadata);
  };
  const ends = [
    cache.onChange(POSTGRES_CLUSTER, ({ object }) => addIfAny(object)),
    cache.onChange(POSTGRES_OPERATION, ({ object }) => {
      if (object.spec.kind === 'ApplyPolicy' && object.spec.cluster !== undefined && hasEnded(object)) queue.add({ namespace: object.metadata.namespace, name: object.spec.cluster });
    }),
  ];
  for (const cluster of cache.list(POSTGRES_CLUSTER)) addIfAny(cluster);
  return async () => {
    for (const end of ends) end();
    await queue.stop();
  };
};
