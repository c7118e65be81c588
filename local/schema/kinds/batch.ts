import { CronExpressionParser } from 'cron-parser';
import type { KubeObject } from '../../object.js';
import { equalValues } from '../../patch/typed-value.js';
import type { FieldErrors } from '../field-errors.js';
import { fillPodSpec, validatePodSpec } from './pod-spec.js';
import { fillAbsent, readFields, readText, type Fields, type KindRules } from './kind-rules.js';

const maximumCronJobName = 52;

function fillJobSpec(spec: Fields): void {
  if (spec['completions'] === undefined && spec['parallelism'] === undefined) spec['completions'] = 1;
  fillAbsent(spec, { parallelism: 1 });
  fillPodSpec(readFields(readFields(spec, 'template'), 'spec'));
}

function validateJobSpec(spec: Fields, field: string, errors: FieldErrors): void {
  for (const name of ['parallelism', 'completions', 'activeDeadlineSeconds', 'backoffLimit', 'ttlSecondsAfterFinished']) {
    const value = spec[name];
    if (typeof value === 'number' && value < 0) errors.invalid(`${field}.${name}`, value, 'must be greater than or equal to 0');
  }
  const template = readFields(readFields(spec, 'template'), 'spec');
  const place = `${field}.template.spec`;
  validatePodSpec(template, place, errors);
  const policy = template['restartPolicy'];
  if (policy === 'Always') errors.required(`${place}.restartPolicy`, 'valid values: "OnFailure", "Never"');
}

/** The selector and labels that tie pods to their job when the client leaves the selector to the server. */
function ownSelector(object: KubeObject): void {
  const spec = readFields(object, 'spec');
  const uid = object.metadata.uid;
  if (spec['manualSelector'] === true || spec['selector'] !== undefined || uid === undefined) return;
  const template = readFields(spec, 'template');
  const metadata = readFields(template, 'metadata');
  const labels = { 'batch.kubernetes.io/controller-uid': uid, 'batch.kubernetes.io/job-name': object.metadata.name, 'controller-uid': uid, 'job-name': object.metadata.name };
  template['metadata'] = { ...metadata, labels: { ...readFields(metadata, 'labels'), ...labels } };
  spec['selector'] = { matchLabels: { 'batch.kubernetes.io/controller-uid': uid } };
}

/** A template without what says where its pods run: this may change as long as a suspended job has not begun. */
function withoutPlacement(template: unknown): unknown {
  const { metadata: _metadata, spec, ...rest } = template as { metadata?: object; spec: Fields };
  const fixed = { ...spec };
  for (const name of ['affinity', 'nodeSelector', 'tolerations', 'schedulingGates']) delete fixed[name];
  return { ...rest, spec: fixed };
}

/** What is particular to Jobs: defaults, and checks that the structure does not express. */
export const jobRules: KindRules = {
  fill(object, old) {
    const spec = readFields(object, 'spec');
    fillJobSpec(spec);
    if (!old) return ownSelector(object);
    const before = readFields(old, 'spec');
    if (spec['selector'] === undefined) spec['selector'] = before['selector'];
    const template = readFields(spec, 'template');
    if (template['metadata'] === undefined) template['metadata'] = readFields(before, 'template')['metadata'];
  },
  validate(object, errors) {
    validateJobSpec(readFields(object, 'spec'), 'spec', errors);
  },
  validateUpdate(object, old, errors) {
    const [before, after] = [readFields(old, 'spec'), readFields(object, 'spec')];
    for (const name of ['completions', 'selector', 'completionMode', 'podFailurePolicy', 'backoffLimitPerIndex']) {
      if (!equalValues(before[name], after[name])) errors.invalid(`spec.${name}`, after[name], 'field is immutable');
    }
    const started = readFields(old, 'status')['startTime'] !== undefined;
    const same = before['suspend'] === true && !started ? withoutPlacement : (template: unknown): unknown => template;
    if (!equalValues(same(before['template']), same(after['template']))) errors.invalid('spec.template', after['template'], 'field is immutable');
  },
};

/** What is particular to CronJobs: defaults, and checks that the structure does not express. */
export const cronJobRules: KindRules = {
  fill(object) {
    fillJobSpec(readFields(readFields(readFields(object, 'spec'), 'jobTemplate'), 'spec'));
  },
  validate(object, errors) {
    const spec = readFields(object, 'spec');
    validateJobSpec(readFields(readFields(spec, 'jobTemplate'), 'spec'), 'spec.jobTemplate.spec', errors);
    validateSchedule(spec, errors);
    for (const name of ['startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit']) {
      const value = spec[name];
      if (typeof value === 'number' && value < 0) errors.invalid(`spec.${name}`, value, 'must be greater than or equal to 0');
    }
    if (object.metadata.name.length > maximumCronJobName) errors.invalid('metadata.name', object.metadata.name, `must be no more than ${maximumCronJobName} characters`);
  },
};

function validateSchedule(spec: Fields, errors: FieldErrors): void {
  const schedule = readText(spec, 'schedule');
  if (schedule !== undefined) {
    const fault = scheduleFault(schedule);
    if (fault !== undefined) errors.invalid('spec.schedule', schedule, fault);
  }
  const zone = spec['timeZone'];
  if (zone === undefined) return;
  if (zone === '') errors.invalid('spec.timeZone', zone, 'timeZone must be nil or non-empty string');
  else if (!isTimeZone(String(zone))) errors.invalid('spec.timeZone', zone, `unknown time zone ${String(zone)}`);
}

/** What is wrong with a cron schedule of five fields (or @hourly and the like); undefined when nothing is. */
function scheduleFault(schedule: string): string | undefined {
  if (/TZ/.test(schedule)) return 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead';
  if (/^@every \d+[hms]/.test(schedule)) return undefined;
  const count = schedule.trim().split(/\s+/).length;
  if (!schedule.startsWith('@') && count !== 5) return `expected exactly 5 fields, found ${count}: [${schedule.trim().split(/\s+/).join(' ')}]`;
  try {
    CronExpressionParser.parse(schedule);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone !== 'Local';
  } catch {
    return false;
  }
}
