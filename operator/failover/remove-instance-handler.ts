import type { KubeClient } from '../../kube/client/kube-client.js';
import { CONFIG_MAP, PERSISTENT_VOLUME_CLAIM, POD, STATEFUL_SET } from '../../kube/core-kinds.js';
import { KubeError } from '../../kube/kube-error.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import { ANNOTATION_KEEP_DATA, ANNOTATION_REMOVE_FIRST, MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import { podName } from '../../schema/naming/names.js';
import { checkDurability } from '../../schema/validation/checks.js';
import { primaryOf } from '../cluster/instance-health.js';
import type { ClusterWorld, ObservedInstance } from '../cluster/world.js';
import type { OperationHandler, OperationOutcome, OperationVisit } from '../operation/operation-handler.js';
import type { StepNow } from '../operation/operation-steps.js';
import { carryOutMove, worldOf, type MoveTools } from './carry-out-move.js';
import { decideMove } from './decide-move.js';
import { leaderLock } from './leader-lock.js';
import { LOOK_AGAIN_MS } from './move-handler.js';

/** Takes a certain instance away: what `removeInstance` leaves. */
export const removeInstanceHandler = (tools: MoveTools): OperationHandler => ({
  watches: [POD, CONFIG_MAP, STATEFUL_SET, PERSISTENT_VOLUME_CLAIM],
  exclusive: true,
  visit: (visit) => visitRemoval(tools, visit),
});

/** What was asked for. */
interface Removal {
  readonly name: string;
  readonly keepData: boolean;
}

const removalOf = ({ operation: { spec } }: OperationVisit): Removal =>
  ({ name: typeof spec.input?.['instance'] === 'string' ? spec.input['instance'] : '', keepData: spec.input?.['keepData'] === true });

/** Whether the instance was there when it was asked for: the API looked, or we did at an earlier visit. */
const wasThere = ({ operation: { spec, status } }: OperationVisit): boolean => spec.input?.['plan'] !== undefined || (status?.steps ?? []).length > 0;

const visitRemoval = async (tools: MoveTools, visit: OperationVisit): Promise<OperationOutcome> => {
  const world = worldOf(tools, visit);
  const { name, keepData } = removalOf(visit);
  const instance = world?.instances.find((one) => one.name === name);
  if (world !== undefined && instance !== undefined) return removeNow(tools, visit, { world, instance });
  return wasThere(visit) ? { steps: stepsOf({ name, at: 'gone', keepData }) } : refused(name, 'INSTANCE_UNKNOWN', `The cluster has no instance "${name}".`);
};

const removeNow = async (tools: MoveTools, visit: OperationVisit, { world, instance }: { world: ClusterWorld; instance: ObservedInstance }): Promise<OperationOutcome> => {
  const { name, keepData } = removalOf(visit);
  const isGoing = instance.statefulSet === undefined || instance.statefulSet.metadata.deletionTimestamp !== undefined;
  if (isGoing) return { steps: stepsOf({ name, at: 'going', keepData }) };
  if (leaderLock(world)?.holder === podName(name)) return handOver(tools, visit, { world, name, keepData });
  if (primaryOf(world) === undefined) return { steps: stepsOf({ name, at: 'waiting', keepData }), againMs: LOOK_AGAIN_MS };
  const fault = faultOf(world);
  if (fault !== undefined) return refused(name, 'NOT_POSSIBLE', `Without ${name}, ${fault}.`);
  await takeAway(visit.client, world, { instance, keepData });
  return { steps: stepsOf({ name, at: 'marked', keepData }) };
};

/** The primary hands over before it is taken away. */
const handOver = async (tools: MoveTools, visit: OperationVisit, { world, name, keepData }: { world: ClusterWorld; name: string; keepData: boolean }): Promise<OperationOutcome> => {
  const askedAtMs = Date.parse(visit.operation.metadata.creationTimestamp ?? '');
  const move = decideMove(world, { kind: 'Switchover', from: name, force: false, askedAtMs });
  if (move.act === 'refuse') return refused(name, move.error.code, move.error.message);
  const refusal = await carryOutMove(tools, visit, { world, move });
  return refusal === undefined ? { steps: stepsOf({ name, at: 'leading', keepData }), againMs: LOOK_AGAIN_MS } : refused(name, 'PATRONI_REFUSED', `Patroni refused: ${refusal}.`);
};

/** Why the cluster cannot do with one replica less. */
const faultOf = ({ spec, instances }: ClusterWorld): string | undefined => {
  const left = instances.filter(({ statefulSet }) => statefulSet !== undefined && statefulSet.metadata.deletionTimestamp === undefined).length - 1;
  return left < 1 ? 'no instance is left' : checkDurability('replicas', spec.durability, left - 1)[0]?.message;
};

/** Marks the instance to go first, then lowers the number of replicas; the loop of the cluster does the rest. */
const takeAway = async (client: KubeClient, world: ClusterWorld, { instance, keepData }: { instance: ObservedInstance; keepData: boolean }): Promise<void> => {
  const { statefulSet } = instance;
  const marked = (annotations: Record<string, string> | undefined, key: string): boolean => annotations?.[key] === 'true';
  const keep = keepData ? 'true' : null;
  for (const claim of [instance.claim, instance.walClaim]) {
    if (claim === undefined || marked(claim.metadata.annotations, ANNOTATION_KEEP_DATA) === keepData) continue;
    const { name, namespace = '', uid } = claim.metadata;
    await client.mergePatch(PERSISTENT_VOLUME_CLAIM, { namespace, name }, { metadata: { uid, annotations: { [ANNOTATION_KEEP_DATA]: keep } } }, { manager: MANAGER_OPERATOR });
  }
  if (statefulSet !== undefined && !marked(statefulSet.metadata.annotations, ANNOTATION_REMOVE_FIRST)) {
    const { name, namespace = '', uid } = statefulSet.metadata;
    await client.mergePatch(STATEFUL_SET, { namespace, name }, { metadata: { uid, annotations: { [ANNOTATION_REMOVE_FIRST]: 'true' } } }, { manager: MANAGER_OPERATOR });
  }
  await lowerReplicas(client, world);
};

const lowerReplicas = async (client: KubeClient, { cluster, spec, instances }: ClusterWorld): Promise<void> => {
  const there = instances.filter(({ statefulSet }) => statefulSet !== undefined && statefulSet.metadata.deletionTimestamp === undefined).length;
  // Fewer are asked for already, or some are still to come: the marked one goes once there are too many.
  if (there !== spec.replicas + 1) return;
  const { name, namespace = '', resourceVersion } = cluster.metadata;
  try {
    await client.mergePatch(POSTGRES_CLUSTER, { namespace, name }, { metadata: { resourceVersion }, spec: { replicas: spec.replicas - 1 } }, { manager: MANAGER_OPERATOR });
  } catch (error) {
    // Someone wrote in between: the next visit, which that change calls for, sees it.
    if (!(error instanceof KubeError && error.reason === 'Conflict')) throw error;
  }
};

type Stage = 'leading' | 'waiting' | 'marked' | 'going' | 'gone';

const stepsOf = ({ name, at, keepData }: { readonly name: string; readonly at: Stage; readonly keepData: boolean }): StepNow[] => {
  const [leads, taken] = [at === 'leading' || at === 'waiting', at === 'going' || at === 'gone'];
  return [
    { name: 'Hand over', done: !leads, message: at === 'leading' ? `${name} hands over first.` : at === 'waiting' ? 'The next primary is being promoted.' : `${name} does not lead.` },
    { name: 'Take it away', done: taken, waiting: leads, message: taken ? `${name} is no longer part of the cluster.` : `${name} is being taken away.` },
    {
      name: 'Clean up', done: at === 'gone', waiting: !taken,
      message: at === 'gone' ? `Nothing is left of ${name}${keepData ? ' but its volume' : ''}.` : 'Its pod and volume are being removed.',
    },
  ];
};

const refused = (name: string, code: string, message: string): OperationOutcome => ({
  steps: stepsOf({ name, at: 'leading', keepData: false }),
  error: { code, message, suggestion: 'Look at the instances (pgo scaledown NAME --query) and ask again.' },
});
