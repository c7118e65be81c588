import type { Container, Pod } from '../core-types.js';
import { kinds } from '../kinds.js';
import { controllerReference } from '../owner.js';
import { podFromTemplate } from '../pod-state.js';
import type { Job } from '../workload-types.js';
import { FAILURES_ANNOTATION, INDEX_ANNOTATION } from './job-indexes.js';

/** Keeps a finished pod there until its job has counted it. */
export const TRACKING_FINALIZER = 'batch.kubernetes.io/job-tracking';
const INDEX_VARIABLE = 'JOB_COMPLETION_INDEX';

/** A pod of the job; `index` for an indexed job, with the failures of that index so far. */
export function desireJobPod(job: Job, index: number | undefined, failures = 0): Pod {
  const pod = podFromTemplate(job.spec.template, job.metadata.namespace, controllerReference(kinds.job, job));
  const { name, uid = '' } = job.metadata;
  const metadata = {
    ...pod.metadata,
    generateName: `${name}-`,
    labels: { ...pod.metadata.labels, 'batch.kubernetes.io/controller-uid': uid, 'batch.kubernetes.io/job-name': name, 'controller-uid': uid, 'job-name': name },
    finalizers: [...(pod.metadata.finalizers ?? []), TRACKING_FINALIZER],
  };
  if (index === undefined) return { ...pod, metadata };
  const { containers, initContainers } = pod.spec;
  return {
    ...pod,
    metadata: {
      ...metadata,
      generateName: `${name}-${index}-`,
      labels: { ...metadata.labels, [INDEX_ANNOTATION]: String(index) },
      annotations: { ...metadata.annotations, [INDEX_ANNOTATION]: String(index), ...(job.spec.backoffLimitPerIndex === undefined ? {} : { [FAILURES_ANNOTATION]: String(failures) }) },
    },
    spec: {
      ...pod.spec,
      hostname: `${name}-${index}`,
      containers: containers.map(withIndexVariable),
      ...(initContainers ? { initContainers: initContainers.map(withIndexVariable) } : {}),
    },
  };
}

function withIndexVariable(container: Container): Container {
  if (container.env?.some(({ name }) => name === INDEX_VARIABLE)) return container;
  const variable = { name: INDEX_VARIABLE, valueFrom: { fieldRef: { fieldPath: `metadata.labels['${INDEX_ANNOTATION}']` } } };
  return { ...container, env: [...(container.env ?? []), variable] };
}

/** Says whether the pod waits to be counted by its job. */
export function isTracked({ metadata }: Pod): boolean {
  return metadata.finalizers?.includes(TRACKING_FINALIZER) ?? false;
}

/** The pod without the finalizer: it may go now. */
export function withoutTracking(pod: Pod): Pod {
  const finalizers = (pod.metadata.finalizers ?? []).filter((finalizer) => finalizer !== TRACKING_FINALIZER);
  return { ...pod, metadata: { ...pod.metadata, finalizers } };
}
