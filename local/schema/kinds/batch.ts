import { CronExpressionParser } from 'cron-parser';
import type { KubeObject } from '../../object.js';
import { equalValues } from '../../patch/typed-value.js';
import type { FieldErrors } from '../field-errors.js';
import { fillPodSpec, validatePodSpec } from './pod-spec.js';
import { fillAbsent, readFields, readList, readText, type Fields, type KindRules } from './kind-rules.js';

const maximumCronJobName = 52;
const BACKOFF_LIMIT = 6;
const NO_LIMIT = 2 ** 31 - 1;

function fillJobSpec(spec: Fields): void {
  if (spec['completions'] === undefined && spec['parallelism'] === undefined) spec['completions'] = 1;
  fillAbsent(spec, {
    parallelism: 1,
    backoffLimit: spec['backoffLimitPerIndex'] === undefined ? BACKOFF_LIMIT : NO_LIMIT,
    podReplacementPolicy: spec['podFailurePolicy'] === undefined ? 'TerminatingOrFailed' : 'Failed',
  });
  fillPodSpec(readFields(readFields(spec, 'template'), 'spec'));
}

function validateJobSpec(spec: Fields, field: string, errors: FieldErrors): void {
  for (const name of ['parallelism', 'completions', 'activeDeadlineSeconds', 'backoffLimit', 'ttlSecondsAfterFinished', 'backoffLimitPerIndex', 'maxFailedIndexes']) {
    const value = spec[name];
    if (typeof value === 'number' && value < 0) errors.invalid(`${field}.${name}`, value, 'must be greater than or equal to 0');
  }
  const template = readFields(readFields(spec, 'template'), 'spec');
  const place = `${field}.template.spec`;
  validatePodSpec(template, place, errors);
  const policy = template['restartPolicy'];
  if (policy === 'Always') errors.required(`${place}.restartPolicy`, 'valid values: "OnFailure", "Never"');
  if (policy === 'OnFailure' && spec['backoffLimitPerIndex'] !== undefined) errors.invalid(`${place}.restartPolicy`, policy, 'only "Never" is supported when backoffLimitPerIndex is specified');
  validateIndexes(spec, field, errors);
}

/** What only jobs may have whose pods have indexes. */
function validateIndexes(spec: Fields, field: string, errors: FieldErrors): void {
  const { completions, backoffLimitPerIndex: limit, maxFailedIndexes: most, successPolicy: policy } = spec;
  if (most !== undefined && limit === undefined) errors.required(`${field}.backoffLimitPerIndex`, 'when maxFailedIndexes is specified');
  if (spec['completionMode'] !== 'Indexed') {
    const given = { backoffLimitPerIndex: limit, maxFailedIndexes: most, successPolicy: policy };
    for (const [name, value] of Object.entries(given)) if (value !== undefined) errors.invalid(`${field}.${name}`, value, 'requires indexed completion mode');
    return;
  }
  if (Number(most) > Number(completions)) errors.invalid(`${field}.maxFailedIndexes`, most, 'must be less than or equal to completions');
  if (policy === undefined) return;
  const rules = readList(policy as Fields, 'rules');
  if (rules.length === 0) errors.required(`${field}.successPolicy.rules`, 'at least one rules must be specified when the successPolicy is specified');
  rules.forEach((rule, index) => validateSuccessRule(rule, { place: `${field}.successPolicy.rules[${index}]`, completions: Number(completions) }, errors));
}

function validateSuccessRule({ succeededIndexes: text, succeededCount: count }: Fields, { place, completions }: { place: string; completions: number }, errors: FieldErrors): void {
  if (text === undefined && count === undefined) return errors.required(place, 'at least one of succeededCount or succeededIndexes must be specified');
  const ranges = text === undefined ? [] : String(text).split(',').map((part) => /^(\d+)(?:-(\d+))?$/.exec(part));
  const bounds = ranges.map((range): [number, number] => [Number(range?.[1] ?? NaN), Number(range?.[2] ?? range?.[1] ?? NaN)]);
  // Each range begins after the one before it and ends where the job does.
  const isOrdered = bounds.every(([first, last], index) => first <= last && last < completions && first > (bounds[index - 1]?.[1] ?? -1));
  if (!isOrdered) return errors.invalid(`${place}.succeededIndexes`, text, 'error parsing succeededIndexes: it must be a list of indexes and ranges below completions, in increasing order');
  if (count === undefined) return;
  const named = bounds.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  if (Number(count) < 0) errors.invalid(`${place}.succeededCount`, count, 'must be greater than or equal to 0');
  if (Number(count) > completions) errors.invalid(`${place}.succeededCount`, count, `must be less than or equal to ${completions} (the number of specified completions)`);
  else if (text !== undefined && Number(count) > named) errors.invalid(`${place}.succeededCount`, count, `must be less than or equal to ${named} (the number of indexes in the specified succeededIndexes field)`);
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
    for (const name of ['completions', 'selector', 'completionMode', 'podFailurePolicy', 'backoffLimitPerIndex', 'successPolicy']) {
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
