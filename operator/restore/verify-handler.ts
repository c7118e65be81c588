import { ANNOTATION_WORDS, MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import { lookJobName, verifyJobName } from '../../schema/naming/names.js';
import { ASSERTION_LENGTH_MAX, ASSERTIONS_MAX, checkRestoreTarget } from '../../schema/restore/check-target.js';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import type { PodAccess } from '../../kube/client/kube-connection.js';
import { JOB, PERSISTENT_VOLUME_CLAIM, POD, type Job, type PersistentVolumeClaim } from '../../kube/core-kinds.js';
import { ignoreAlreadyExists } from '../../kube/kube-error.js';
import { NO_KNOWLEDGE, observeCluster } from '../cluster/observe.js';
import type { ClusterWorld } from '../cluster/world.js';
import { clusterLabels } from '../cluster/desire/desire-input.js';
import { catalogueEntry, type CatalogueEntry, type ImageCatalogue } from '../image-catalogue.js';
import type { OperationHandler, OperationOutcome, OperationVisit } from '../operation/operation-handler.js';
import { VOLUME_PATH } from '../postgres/instance-layout.js';
import { createJob } from '../create-job.js';
import { originOf } from '../operation/operation-origin.js';
import { chooseRestore, type ChosenRestore } from './choose-restore.js';
import { isComplete, jobFailure, jobNamed, jobWords, lookFailure, podsOf } from './cluster-data.js';
import { plainVariable, recoveryEnvironment, recoveryJob, RESTORE_SECONDS_MAX } from './job/recovery-job.js';
import { VERIFY_SCRIPT } from './job/recovery-script.js';
import { lookJob, readLook } from './look-into-repository.js';
import { recordVerification } from './record-verification.js';
import { repositoryToRestore } from './repository-to-restore.js';
import { verifyFailed, verifyOutcome } from './verify-steps.js';

/** What checks of backups are made with. */
export interface VerifyHandlerTools {
  readonly catalogue: ImageCatalogue;
  readonly pods: PodAccess;
  readonly storageClass?: string;
}

interface Assertion {
  readonly database: string;
  readonly sql: string;
}

/** What an operation of the kind VerifyBackup asks for. */
export interface VerifyRequest {
  readonly backup?: string;
  readonly assertions: readonly Assertion[];
}

/** Proves a backup: it is restored to a volume of its own, checked there, and the volume is removed. */
export const verifyHandler = (tools: VerifyHandlerTools): OperationHandler => ({
  watches: [JOB, POD, PERSISTENT_VOLUME_CLAIM],
  visit: (visit) => visitVerify(tools, visit),
});

/** Reads the input of an operation, or says what is wrong with it. It may come from kubectl. */
export const verifyRequest = ({ spec: { input = {} } }: PostgresOperation): VerifyRequest | { readonly fault: string } => {
  const { backup, assertions = [] } = input;
  const label = typeof backup === 'string' && backup !== '' ? { backup } : {};
  const [issue] = checkRestoreTarget('input.', label);
  if (issue !== undefined) return { fault: `${issue.field}: ${issue.message}. ${issue.suggestion}` };
  const isAssertion = (one: unknown): one is Assertion => {
    const { database, sql } = (one ?? {}) as Partial<Record<keyof Assertion, unknown>>;
    return typeof database === 'string' && database !== '' && typeof sql === 'string' && sql !== '' && sql.length <= ASSERTION_LENGTH_MAX;
  };
  if (!Array.isArray(assertions) || assertions.length > ASSERTIONS_MAX || !assertions.every(isAssertion)) {
    return { fault: `input.assertions: it is no list of at most ${ASSERTIONS_MAX} objects with database and sql.` };
  }
  return { ...label, assertions };
};

const visitVerify = async (tools: VerifyHandlerTools, visit: OperationVisit): Promise<OperationOutcome> => {
  const { operation, cache } = visit;
  const key = { namespace: operation.metadata.namespace ?? '', name: operation.spec.cluster ?? '' };
  const world = observeCluster(cache, key, tools.catalogue.map(({ version }) => version), NO_KNOWLEDGE);
  if (world === undefined) return verifyFailed('CLUSTER_DELETED', 'The cluster is gone.');
  const request = verifyRequest(operation);
  if ('fault' in request) return verifyFailed('INVALID_INPUT', request.fault);
  const name = verifyJobName(key.name, operation.metadata.name);
  const job = jobNamed(world, name);
  if (job === undefined) return beginVerify(tools, visit, { world, request });
  const failure = jobFailure(job, podsOf(world));
  const claim = world.owned.find(({ kind, metadata }) => kind === PERSISTENT_VOLUME_CLAIM.kind && metadata.name === name);
  const hasEnded = failure !== undefined || isComplete(job);
  if (!hasEnded && claim === undefined) await createScratch(tools, visit, { world, job });
  const words = jobWords(job, podsOf(world));
  const backup = job.metadata.annotations?.[ANNOTATION_BACKUP] ?? '';
  if (hasEnded) await recordVerification(visit, { label: backup, job, failure, words });
  if (hasEnded && claim !== undefined) await removeScratch(visit, { world, job });
  return verifyOutcome({ backup, hasEnded, isClean: claim === undefined, failure, words });
};

/** On a Job that checks a backup: the label of the backup. */
const ANNOTATION_BACKUP = 'pgo.dev/backup';

const beginVerify = async (
  { catalogue, pods }: VerifyHandlerTools, { operation, cache, client, clock }: OperationVisit, { world, request }: { readonly world: ClusterWorld; readonly request: VerifyRequest },
): Promise<OperationOutcome> => {
  const entry = catalogueEntry(catalogue, world.spec.postgresVersion);
  const repository = entry === undefined ? undefined : repositoryToRestore(cache, world);
  if (entry === undefined || repository === undefined) return verifyFailed('NO_REPOSITORY', 'The cluster has no repository of backups.');
  const name = lookJobName(world.cluster.metadata.name, operation.metadata.name);
  const look = jobNamed(world, name);
  const failure = lookFailure(look, podsOf(world));
  if (failure !== undefined) return verifyFailed('REPOSITORY_UNREACHABLE', `The repository cannot be read: ${failure}`);
  if (look === undefined) await createJob(client, lookJob(world.cluster, entry, { name, access: repository }), originOf(operation));
  if (look === undefined || !isComplete(look)) return verifyOutcome({ backup: '', hasEnded: false, isClean: false });
  const contents = await readLook(pods, { job: look, pods: podsOf(world), repository });
  if (contents === undefined) {
    await client.delete(JOB, { namespace: look.metadata.namespace ?? '', name }, { propagation: 'Background' });
    return verifyOutcome({ backup: '', hasEnded: false, isClean: false });
  }
  const backup = request.backup ?? contents.info.backups.at(-1)?.label;
  const choice = chooseRestore(contents, backup === undefined ? {} : { backup }, clock.now());
  if ('refusal' in choice) return verifyFailed('NO_BACKUP', `${choice.refusal.message}. ${choice.refusal.suggestion}`);
  await createJob(client, verifyJob({ world, entry, operation, request }, repository, choice.chosen), originOf(operation));
  return verifyOutcome({ backup: choice.chosen.backup.label, hasEnded: false, isClean: false });
};

const verifyJob = (
  { world, entry, operation, request }: { readonly world: ClusterWorld; readonly entry: CatalogueEntry; readonly operation: PostgresOperation; readonly request: VerifyRequest },
  access: NonNullable<ReturnType<typeof repositoryToRestore>>, chosen: ChosenRestore,
): Job => {
  const name = verifyJobName(world.cluster.metadata.name, operation.metadata.name);
  const job = recoveryJob(world.cluster, entry, {
    name, component: 'verify', script: VERIFY_SCRIPT, access, claim: name, retries: 0, deadlineSeconds: RESTORE_SECONDS_MAX,
    env: [
      plainVariable('PGO_DIRECTORY', `${VOLUME_PATH}/scratch`), ...recoveryEnvironment(chosen, { backup: chosen.backup.label }),
      plainVariable('PGO_ASSERTIONS', String(request.assertions.length)),
      ...request.assertions.flatMap(({ database, sql }, index) => [plainVariable(`PGO_ASSERTION_${index}`, escaped(sql)), plainVariable(`PGO_ASSERTION_DATABASE_${index}`, escaped(database))]),
    ],
  });
  return { ...job, metadata: { ...job.metadata, annotations: { ...job.metadata.annotations, [ANNOTATION_BACKUP]: chosen.backup.label } } };
};

/** Kubernetes would take `$(NAME)` in a value for another variable. */
const escaped = (text: string): string => text.replaceAll('$(', '$$(');

/** A volume goes only when no pod has it, and the pod goes only when its words are kept. */
const removeScratch = async ({ client }: OperationVisit, { world, job }: { readonly world: ClusterWorld; readonly job: Job }): Promise<void> => {
  const { name, namespace = '', uid } = job.metadata;
  if (job.metadata.annotations?.[ANNOTATION_WORDS] === undefined) {
    const words = jobFailure(job, podsOf(world)) ?? jobWords(job, podsOf(world)) ?? '';
    await client.mergePatch(JOB, { namespace, name }, { metadata: { uid, annotations: { [ANNOTATION_WORDS]: words } } }, { manager: MANAGER_OPERATOR });
  }
  await client.delete(PERSISTENT_VOLUME_CLAIM, { namespace, name });
  const pods = podsOf(world).filter(({ metadata }) => metadata.labels?.['job-name'] === name && metadata.deletionTimestamp === undefined);
  await Promise.all(pods.map(({ metadata }) => client.delete(POD, { namespace, name: metadata.name }, metadata.uid === undefined ? {} : { uid: metadata.uid })));
};

/** The volume goes with the Job, should nobody come to remove it. */
const createScratch = async ({ storageClass }: VerifyHandlerTools, { client }: OperationVisit, { world, job }: { readonly world: ClusterWorld; readonly job: Job }): Promise<void> => {
  const { name, namespace, uid = '' } = job.metadata;
  const { storage } = world.spec;
  const className = storage.storageClassName ?? storageClass;
  const claim: PersistentVolumeClaim = {
    apiVersion: 'v1', kind: 'PersistentVolumeClaim',
    metadata: { name, namespace, labels: clusterLabels(world.cluster.metadata.name, 'verify'), ownerReferences: [{ apiVersion: job.apiVersion, kind: job.kind, name, uid }] },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: storage.size } }, ...(className === undefined ? {} : { storageClassName: className }) },
  };
  await client.create(PERSISTENT_VOLUME_CLAIM, claim, { manager: MANAGER_OPERATOR }).catch(ignoreAlreadyExists);
};
