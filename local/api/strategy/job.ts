import type { KubeObject } from '../../object.js';

interface JobSpec {
  readonly manualSelector?: boolean;
  readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
  readonly template?: { readonly metadata?: { readonly labels?: Readonly<Record<string, string>> } };
}

/** Gives a new job the selector by which it alone finds its pods, unless it brings its own. */
export function admitJob(job: KubeObject): KubeObject {
  const spec = job.spec as JobSpec | undefined;
  if (typeof spec !== 'object' || spec === null || spec.manualSelector) return job;
  const { name, uid = '' } = job.metadata;
  const labels = { 'batch.kubernetes.io/controller-uid': uid, 'batch.kubernetes.io/job-name': name, 'controller-uid': uid, 'job-name': name };
  const template = spec.template ?? {};
  return {
    ...job,
    spec: {
      ...spec,
      selector: { ...spec.selector, matchLabels: { ...spec.selector?.matchLabels, 'batch.kubernetes.io/controller-uid': uid } },
      template: { ...template, metadata: { ...template.metadata, labels: { ...template.metadata?.labels, ...labels } } },
    },
  };
}
