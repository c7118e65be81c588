import type { Colours } from '../factory/streams.js';
import { bytesText, percentText, spanText } from '../output/units.js';
import type { OperationView, StepView } from './operation-view.js';

const signs: Readonly<Record<string, string>> = { PENDING: '·', RUNNING: '▸', SUCCEEDED: '✔', FAILED: '✘', CANCELLED: '–' };

const paintStep = (text: string, state: string, colours: Colours): string => {
  if (state === 'SUCCEEDED') return colours.green(text);
  if (state === 'FAILED') return colours.red(text);
  return state === 'RUNNING' ? colours.yellow(text) : colours.dim(text);
};

/** How far a step that can be counted is: `12/40 instances`, `1.5 MiB/3 MiB`. Nothing when it cannot. */
export const countText = ({ current, max, unit }: StepView): string => {
  if (current === null || current === undefined || max === null || max === undefined) return '';
  if (unit === 'bytes') return `${bytesText(current)}/${bytesText(max)}`;
  return `${current}/${max}${unit === null || unit === undefined ? '' : ` ${unit}`}`;
};

const cut = (text: string, columns: number | undefined): string => {
  const characters = [...text];
  return columns === undefined || characters.length <= columns ? text : `${characters.slice(0, columns - 1).join('')}…`;
};

/** What an operation is done to, as `CreateCluster pgo/hippo`. */
export const operationTitle = ({ kind, namespace, cluster }: OperationView): string =>
  `${kind} ${namespace}${cluster === null || cluster === undefined ? '' : `/${cluster}`}`;

/** Room for the longest usual time, so that messages stand in line. */
const spanWidth = 5;

const stepLine = (step: StepView, nameWidth: number, now: Date): string => {
  const span = spanText(step.startedAt, step.finishedAt, now).padStart(spanWidth);
  const texts = [step.name.padEnd(nameWidth), span, countText(step), step.state === 'PENDING' ? '' : step.message];
  return `  ${signs[step.state] ?? '?'} ${texts.filter((text) => text !== '').join('  ')}`.trimEnd();
};

/** The progress view of an operation, one entry a line, none longer than the terminal. */
export const progressLines = (operation: OperationView, now: Date, columns: number | undefined, colours: Colours): string[] => {
  const nameWidth = Math.max(0, ...operation.steps.map(({ name }) => name.length));
  const elapsed = spanText(operation.createdAt, operation.finishedAt, now);
  const header = cut(`${operationTitle(operation)}  ${operation.state}  ${percentText(operation.progress)}  ${elapsed}`, columns);
  return [
    colours.bold(header),
    ...operation.steps.map((step) => paintStep(cut(stepLine(step, nameWidth, now), columns), step.state, colours)),
  ];
};

/** What changed from one state of an operation to the next, one line for each step that moved; for logs and pipes. */
export const changeLines = (before: OperationView | undefined, after: OperationView, now: Date): string[] => {
  const known = new Map(before?.steps.map((step) => [step.name, step.state]));
  return after.steps
    .filter(({ name, state }) => state !== 'PENDING' && state !== known.get(name))
    .map((step) => `${operationTitle(after)}: ${step.name} ${step.state}${step.message === '' ? '' : ` ${step.message}`}${
      step.state === 'RUNNING' ? '' : ` (${spanText(step.startedAt, step.finishedAt, now)})`}`.replace(' ()', ''));
};
