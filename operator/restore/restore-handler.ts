import { lookJobName, restoreJobName } from '../../schema/naming/names.js';
import type { PodAccess } from '../../kube/client/kube-connection.js';
import { CONFIG_MAP, JOB, POD } from '../../kube/core-kinds.js';
import { NO_KNOWLEDGE, observeCluster } from '../cluster/observe.js';
import { planOrdinals } from '../cluster/plan.js';
import type { ClusterWorld } from '../cluster/world.js';
import { catalogueEntry, type ImageCatalogue } from '../image-catalogue.js';
import type { OperationHandler, OperationOutcome, OperationVisit } from '../operation/operation-handler.js';
import { createJob } from '../create-job.js';
import { originOf } from '../operation/operation-origin.js';
import { chooseRestore, type RestoreChoice } from './choose-restore.js';
import { dataPhase, isComplete, jobFailure, jobNamed, lookFailure, podsOf } from './cluster-data.js';
import { closeWal } from './close-wal.js';
import { lookJob, readLook } from './look-into-repository.js';
import { repositoryToRestore } from './repository-to-restore.js';
import { presentSpec, restoreRequest, restoreSpec, type RestoreRequest } from './restore-request.js';
import { tellData } from './tell-data.js';
import { stepsBeforeRestore, stepsOfRestore } from './restore-steps.js';

/** What restores are asked for with. */
export interface RestoreHandlerTools {
  readonly catalogue: ImageCatalogue;
  readonly pods: PodAccess;
}

/** Restores a cluster in place: the target is checked first, then the cluster is told, and is followed until it serves. */
export const restoreHandler = (tools: RestoreHandlerTools): OperationHandler => ({
  watches: [JOB, POD, CONFIG_MAP],
  exclusive: true,
  visit: (visit) => visitRestore(tools, visit),
});

const visitRestore = async (tools: RestoreHandlerTools, visit: OperationVisit): Promise<OperationOutcome> => {
  const { operation, cache } = visit;
  const key = { namespace: operation.metadata.namespace ?? '', name: operation.spec.cluster ?? '' };
  const world = observeCluster(cache, key, tools.catalogue.map(({ version }) => version), NO_KNOWLEDGE);
  if (world === undefined) return failed('CLUSTER_DELETED', 'The cluster is gone.', 'Create it again from its backups with `createCluster` and `source`.');
  const request = restoreRequest(operation);
  if ('fault' in request) return failed('INVALID_INPUT', request.fault, 'Ask again with a target that makes sense.');
  const id = operation.metadata.name;
  if (world.cluster.spec.restore?.id === id) return followRestore(visit, world, request);
  const failure = jobFailure(jobNamed(world, restoreJobName(key.name, id)), podsOf(world));
  if (failure !== undefined) return restoreFailed(failure);
  return beginRestore(tools, visit, { world, request });
};

const failed = (code: string, message: string, suggestion: string): OperationOutcome => ({ steps: stepsBeforeRestore(message), error: { code, message, suggestion } });

const restoreFailed = (message: string): OperationOutcome =>
  failed('RESTORE_FAILED', message, 'The cluster goes on with the data of before; nothing of them was touched. Mend what the message names, or choose another target, and ask again.');

/** Checks the target and tells the cluster. Until it is told nothing of it is touched. */
const beginRestore = async (tools: RestoreHandlerTools, visit: OperationVisit, { world, request }: { readonly world: ClusterWorld; readonly request: RestoreRequest }): Promise<OperationOutcome> => {
  const { operation, client } = visit;
  if (!request.isUndo) {
    const checked = await checkTarget(tools, visit, { world, request });
    if ('outcome' in checked) return checked.outcome;
    if ('refusal' in checked.choice) {
      const { message, suggestion } = checked.choice.refusal;
      return failed('TARGET_OUTSIDE_WINDOW', `${message.charAt(0).toUpperCase()}${message.slice(1)}.`, suggestion);
    }
  }
  const restore = restoreSpec(world, operation.metadata.name, request);
  if (restore === undefined) return failed('NOTHING_TO_UNDO', 'There is no restore of this cluster that could be undone.', 'Restore to the wanted moment instead.');
  await closeWal(world);
  await tellData({ client }, world, restore);
  return { steps: stepsBeforeRestore('The target can be reached; the instances are about to be stopped.') };
};

const checkTarget = async (
  { catalogue, pods }: RestoreHandlerTools, { operation, cache, client, clock }: OperationVisit, { world, request }: { readonly world: ClusterWorld; readonly request: RestoreRequest },
): Promise<{ readonly choice: RestoreChoice } | { readonly outcome: OperationOutcome }> => {
  const entry = catalogueEntry(catalogue, world.spec.postgresVersion);
  const repository = entry === undefined ? undefined : repositoryToRestore(cache, world);
  if (entry === undefined || repository === undefined) {
    return { outcome: failed('NO_REPOSITORY', 'The cluster has no repository of backups.', 'Give it one with `updateCluster` and `repositories`.') };
  }
  const name = lookJobName(world.cluster.metadata.name, operation.metadata.name);
  const look = jobNamed(world, name);
  const failure = lookFailure(look, podsOf(world));
  if (failure !== undefined) return { outcome: failed('REPOSITORY_UNREACHABLE', `The repository cannot be read: ${failure}`, 'Look at the repository and its credentials.') };
  if (look === undefined) await createJob(client, lookJob(world.cluster, entry, { name, access: repository }), originOf(operation));
  if (!isComplete(look) || look === undefined) return { outcome: { steps: stepsBeforeRestore('The backups and the WAL of the repository are being read.') } };
  const contents = await readLook(pods, { job: look, pods: podsOf(world), repository });
  if (contents !== undefined) return { choice: chooseRestore(contents, request, clock.now()) };
  await client.delete(JOB, { namespace: look.metadata.namespace ?? '', name }, { ...(look.metadata.uid === undefined ? {} : { uid: look.metadata.uid }), propagation: 'Background' });
  return { outcome: { steps: stepsBeforeRestore('The repository is being read again.') } };
};

/** Follows a cluster that was told; one whose data cannot be restored is led back to those of before. */
const followRestore = async ({ client }: OperationVisit, world: ClusterWorld, request: RestoreRequest): Promise<OperationOutcome> => {
  const phase = dataPhase(world, planOrdinals(world));
  if (phase.type === 'failed') {
    await tellData({ client }, world, presentSpec(world));
    return restoreFailed(phase.message);
  }
  const { restore } = world.cluster.spec;
  const target = request.isUndo ? 'The data of before are there.' : `The data of ${request.at ?? request.lsn ?? request.restorePoint ?? request.backup ?? 'the end of the WAL'} can be reached.`;
  return { steps: stepsOfRestore(world, phase, { target, restored: restore?.undo === undefined ? 'The data are restored and recovered to the target.' : 'The data of before are taken back.' }) };
};
