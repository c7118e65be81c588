import type { Writer } from '../kube/client/kube-client.js';
import { JOB, type Job } from '../kube/core-kinds.js';
import { ignoreAlreadyExists } from '../kube/kube-error.js';
import type { Origin } from '../kube/queue/object-queue.js';
import { ANNOTATION_CORRELATION_ID, MANAGER_OPERATOR } from '../schema/naming/labels.js';

/** The Job, and with it its pods, naming the request that asked for it as the log does. */
const withOrigin = (job: Job, { correlationId }: Origin): Job => {
  if (correlationId === undefined) return job;
  const noted = <T extends { readonly annotations?: Readonly<Record<string, string>> }>(metadata: T): T => ({ ...metadata, annotations: { ...metadata.annotations, [ANNOTATION_CORRELATION_ID]: correlationId } });
  const template = job.spec?.template as { metadata?: { annotations?: Record<string, string> } } | undefined;
  return { ...job, metadata: noted(job.metadata), ...(template === undefined ? {} : { spec: { ...job.spec, template: { ...template, metadata: noted(template.metadata ?? {}) } } }) };
};

/** Creates a Job unless it is there. */
export const createJob = async (writer: Pick<Writer, 'create'>, job: Job, origin: Origin): Promise<void> => {
  await writer.create(JOB, withOrigin(job, origin), { manager: MANAGER_OPERATOR }).catch(ignoreAlreadyExists);
};
