import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { PodAccess } from '../../kube/client/kube-connection.js';
import type { Job, Pod } from '../../kube/core-kinds.js';
import type { CatalogueEntry } from '../image-catalogue.js';
import type { RepositoryContents } from './choose-restore.js';
import { recoveryJob, RECOVERY_CONTAINER, type RecoveryJob } from './job/recovery-job.js';
import type { RepositoryAccess } from './job/repository-access.js';
import { LOOK_SCRIPT, parseLook } from './repository-look.js';

/** Looking may take this long, in seconds. */
const LOOK_SECONDS_MAX = 600;
const LOG_TIMEOUT_MS = 10_000;
/** Lines of output that are read; a thousand characters each. */
const LOG_LINES_MAX = 20_000;

/** The Job that prints what a repository holds. */
export const lookJob = (cluster: PostgresCluster, entry: CatalogueEntry, { name, access }: Pick<RecoveryJob, 'name' | 'access'>): Job =>
  recoveryJob(cluster, entry, { name, access, component: 'look', script: LOOK_SCRIPT, env: [], retries: 2, deadlineSeconds: LOOK_SECONDS_MAX });

/** What a look that is complete has found; undefined when its output is not there any more. */
export const readLook = async (
  access: PodAccess, found: { readonly job: Job; readonly pods: readonly Pod[]; readonly repository: Pick<RepositoryAccess, 'stanza'> },
): Promise<RepositoryContents | undefined> => {
  const pod = found.pods.find(({ metadata, status }) => metadata.labels?.['job-name'] === found.job.metadata.name && status?.phase === 'Succeeded');
  if (pod === undefined) return undefined;
  const lines: string[] = [];
  const { name, namespace = '' } = pod.metadata;
  for await (const line of access.logs({ namespace, name }, { container: RECOVERY_CONTAINER, signal: AbortSignal.timeout(LOG_TIMEOUT_MS) })) {
    if (lines.length < LOG_LINES_MAX) lines.push(line);
  }
  return parseLook(lines.join('\n'), found.repository.stanza);
};
