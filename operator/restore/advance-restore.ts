import { ANNOTATION_REFUSAL, MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import { lookJobName, restoreJobName, systemSecretName } from '../../schema/naming/names.js';
import type { KubeCache } from '../../kube/cache/kube-cache.js';
import type { Writer } from '../../kube/client/kube-client.js';
import type { PodAccess } from '../../kube/client/kube-connection.js';
import type { Clock } from '../../kube/clock.js';
import { JOB, type Job } from '../../kube/core-kinds.js';
import { applyAll, withHash } from '../cluster/apply-owned.js';
import type { DesireInput } from '../cluster/desire/desire-input.js';
import { dynamicConfigOf } from '../cluster/desire/patroni-config-map.js';
import type { ClusterWorld } from '../cluster/world.js';
import { SYSTEM_SECRET_KEYS } from '../postgres/instance-layout.js';
import { createJob } from '../create-job.js';
import { objectOrigin } from '../operation/operation-origin.js';
import { chooseRestore, type ChosenRestore, type RepositoryContents, type RestoreTarget } from './choose-restore.js';
import { clusterDataDirectory, isComplete, isOtherVersion, jobNamed, podsOf, wantedData } from './cluster-data.js';
import { instanceClaims } from './job/instance-claims.js';
import { plainVariable, recoveryEnvironment, recoveryJob, RESTORE_SECONDS_MAX } from './job/recovery-job.js';
import { RESTORE_SCRIPT, UNDO_SCRIPT } from './job/recovery-script.js';
import type { RepositoryAccess } from './job/repository-access.js';
import { lookJob, readLook } from './look-into-repository.js';
import { repositoryToRestore } from './repository-to-restore.js';
import { resetPatroni } from './reset-patroni.js';
import { upgradeData } from '../upgrade/upgrade-data.js';

/** What restores are carried out with. */
export interface RestoreTools {
  readonly cache: KubeCache;
  readonly writer: Writer;
  readonly pods: PodAccess;
  readonly clock: Clock;
}

/** Takes the next step of a cluster that is on its way to other data. Every step may be taken twice. */
export const advanceRestore = async (tools: RestoreTools, input: DesireInput): Promise<void> => {
  const { world, plan: { data } } = input;
  if (data.type === 'resetting') await resetPatroni(tools.writer, world, { remove: data.remove, dynamic: dynamicConfigOf(input) });
  if (data.type !== 'restoring' || !input.plan.startInstances) return;
  await (isOtherVersion(world) ? upgradeData(tools, input, data.ordinal) : restoreData(tools, input, data.ordinal));
};

const restoreData = async (tools: RestoreTools, input: DesireInput, ordinal: number): Promise<void> => {
  const { world, entry } = input;
  const { name } = world.cluster.metadata;
  const { id } = wantedData(world);
  const repository = repositoryToRestore(tools.cache, world);
  const origin = objectOrigin(tools.cache, world.cluster);
  if (repository === undefined || jobNamed(world, restoreJobName(name, id)) !== undefined) return;
  if (world.cluster.spec.restore?.undo !== undefined) {
    await createJob(tools.writer, restoreJob(input, { ordinal, repository }), origin);
    return;
  }
  const look = jobNamed(world, lookJobName(name, id));
  if (look === undefined) {
    await applyAll(tools.writer, repository.needs.map(withHash));
    await createJob(tools.writer, lookJob(world.cluster, entry, { name: lookJobName(name, id), access: repository }), origin);
    return;
  }
  if (!isComplete(look)) return;
  const contents = await readLook(tools.pods, { job: look, pods: podsOf(world), repository });
  if (contents === undefined) {
    await forgetLook(tools.writer, look);
    return;
  }
  const chosen = await choose(tools, { world, look, contents });
  if (chosen !== undefined) await createJob(tools.writer, restoreJob(input, { ordinal, repository, chosen }), origin);
};

/** Its output is gone; it is made again. */
const forgetLook = async (writer: Writer, { metadata: { name, namespace = '', uid } }: Job): Promise<void> => {
  await writer.delete(JOB, { namespace, name }, { uid, propagation: 'Background' });
};

/** What the data of a cluster are restored to. */
export const restoreTarget = ({ cluster: { spec: { restore, source } } }: Pick<ClusterWorld, 'cluster'>): RestoreTarget => {
  const { at, lsn, backup, restorePoint } = restore ?? source ?? {};
  return { ...(at === undefined ? {} : { at }), ...(lsn === undefined ? {} : { lsn }), ...(backup === undefined ? {} : { backup }), ...(restorePoint === undefined ? {} : { restorePoint }) };
};

/** Decides how; a refusal is put on the Job that looked, where every visit finds it. */
const choose = async (
  { writer, clock }: RestoreTools, { world, look, contents }: { readonly world: ClusterWorld; readonly look: Job; readonly contents: RepositoryContents },
): Promise<ChosenRestore | undefined> => {
  const choice = chooseRestore(contents, restoreTarget(world), clock.now());
  if ('chosen' in choice) return choice.chosen;
  const text = `${choice.refusal.message}. ${choice.refusal.suggestion}`;
  const { name, namespace = '', uid } = look.metadata;
  await writer.mergePatch(JOB, { namespace, name }, { metadata: { uid, annotations: { [ANNOTATION_REFUSAL]: text } } }, { manager: MANAGER_OPERATOR });
  return undefined;
};

const restoreJob = (
  { world, entry }: DesireInput, { ordinal, repository, chosen }: { readonly ordinal: number; readonly repository: RepositoryAccess; readonly chosen?: ChosenRestore },
): Job => {
  const { name, uid = '' } = world.cluster.metadata;
  const { id } = wantedData(world);
  const secret = (variable: string, key: string): Record<string, unknown> =>
    ({ name: variable, valueFrom: { secretKeyRef: { name: systemSecretName(name), key } } });
  return recoveryJob(world.cluster, entry, {
    name: restoreJobName(name, id), component: 'restore', script: chosen === undefined ? UNDO_SCRIPT : RESTORE_SCRIPT, access: repository,
    ...instanceClaims(world, ordinal), retries: 3, deadlineSeconds: RESTORE_SECONDS_MAX,
    env: [
      plainVariable('PGO_DIRECTORY', clusterDataDirectory(world, entry.version)), ...(chosen === undefined ? [] : recoveryEnvironment(chosen, restoreTarget(world))),
      plainVariable('PGO_ORIGIN', `${uid} ${id}`),
      secret('SUPERUSER_PASSWORD', SYSTEM_SECRET_KEYS.superuser), secret('REPLICATION_PASSWORD', SYSTEM_SECRET_KEYS.replication), secret('REWIND_PASSWORD', SYSTEM_SECRET_KEYS.rewind),
    ],
  });
};
