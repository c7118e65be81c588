import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import { MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import { checkLabels, type LabelChanges } from '../../schema/validation/labels.js';
import type { OperationHandler, OperationOutcome, OperationVisit } from '../operation/operation-handler.js';
import type { StepNow } from '../operation/operation-steps.js';

const namesOf = ({ operation: { spec } }: OperationVisit): readonly string[] => {
  const listed = spec.input?.['clusters'];
  return Array.isArray(listed) ? listed.map(String) : spec.cluster === undefined ? [] : [spec.cluster];
};

const labelOne = async ({ operation, cache, client }: OperationVisit, name: string, labels: LabelChanges): Promise<StepNow> => {
  const step = `Label ${name}`;
  const namespace = operation.metadata.namespace ?? '';
  const cluster = cache.get(POSTGRES_CLUSTER, { namespace, name });
  if (cluster === undefined) return { name: step, done: false, failed: true, message: 'The cluster is gone.' };
  const differs = Object.entries(labels).some(([key, value]) => (cluster.metadata.labels?.[key] ?? null) !== value);
  if (differs) await client.mergePatch(POSTGRES_CLUSTER, { namespace, name }, { metadata: { uid: cluster.metadata.uid, labels } }, { manager: MANAGER_OPERATOR });
  return { name: step, done: true, message: 'The labels are set.' };
};

const visitLabels = async (visit: OperationVisit): Promise<OperationOutcome> => {
  const checked = checkLabels('spec.input.labels', visit.operation.spec.input?.['labels'], true);
  const names = namesOf(visit);
  if ('issues' in checked) {
    const [issue] = checked.issues;
    return { steps: [], error: { code: 'INVALID_INPUT', message: `${issue?.field}: ${issue?.message}`, suggestion: issue?.suggestion ?? '' } };
  }
  const steps = await Promise.all(names.map((name) => labelOne(visit, name, checked.value)));
  const failed = steps.find((step) => step.failed === true);
  return failed === undefined ? { steps } : { steps, error: { code: 'CLUSTER_DELETED', message: `${failed.name}: ${failed.message}`, suggestion: 'Label the clusters that are there.' } };
};

/** Sees to it that clusters have labels: what `labelClusters` leaves, also when it was cut off half-way. */
export const labelHandler: OperationHandler = { visit: visitLabels };
