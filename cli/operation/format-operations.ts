import type { Screen } from '../factory/streams.js';
import { paintState } from '../output/state-colour.js';
import { renderFields, renderTable, type Column } from '../output/table.js';
import { ageText, percentText, spanText } from '../output/units.js';
import { countText } from './format-progress.js';
import type { OperationView, StepView } from './operation-view.js';

/** How the table of operations is laid out. */
export interface OperationsLayout {
  /** More columns. */
  wide: boolean;
  now: Date;
}

/** The step that runs, the one that failed, or the last one. */
const currentStep = ({ steps }: OperationView): StepView | undefined =>
  steps.find(({ state }) => state === 'FAILED') ?? steps.find(({ state }) => state === 'RUNNING') ?? steps.filter(({ state }) => state !== 'PENDING').at(-1);

/** The table of operations, one a line. */
export const formatOperations = async (operations: readonly OperationView[], { wide, now }: OperationsLayout, screen: Screen): Promise<string> => {
  const columns: Column<OperationView>[] = [
    { header: 'ID', value: ({ id }) => id },
    { header: 'KIND', value: ({ kind }) => kind },
    ...(wide ? [{ header: 'NAMESPACE', value: ({ namespace }: OperationView) => namespace }] : []),
    { header: 'CLUSTER', value: ({ cluster }) => cluster ?? '' },
    { header: 'STATE', value: ({ state }) => state, paint: (text, { state }) => paintState(text, state, screen.colours) },
    { header: 'DONE', value: ({ progress }) => percentText(progress), align: 'right' },
    { header: 'TOOK', value: ({ createdAt, finishedAt }) => spanText(createdAt, finishedAt, now), align: 'right' },
    { header: 'AGE', value: ({ createdAt }) => ageText(createdAt, now), align: 'right' },
    ...(wide ? [{ header: 'REQUESTED BY', value: ({ requestedBy }: OperationView) => requestedBy }] : []),
    { header: 'STEP', value: (operation) => currentStep(operation)?.name ?? '', shrinkTo: 12 },
    ...(wide ? [{ header: 'ERROR', value: ({ error }: OperationView) => error?.message ?? '', shrinkTo: 16 }] : []),
  ];
  return renderTable(columns, operations, { columns: screen.columns(), paintHeader: screen.colours.bold });
};

const stepColumns = (now: Date, screen: Screen): Column<StepView>[] => [
  { header: 'STEP', value: ({ name }) => name },
  { header: 'STATE', value: ({ state }) => state, paint: (text, { state }) => paintState(text, state, screen.colours) },
  { header: 'TOOK', value: ({ startedAt, finishedAt }) => spanText(startedAt, finishedAt, now), align: 'right' },
  { header: 'PROGRESS', value: countText, align: 'right' },
  { header: 'MESSAGE', value: ({ message }) => message, shrinkTo: 16 },
];

/** One operation in detail: what it is, how far it is, its steps, and why it failed. */
export const formatOperation = async (operation: OperationView, now: Date, screen: Screen): Promise<string> => {
  const { error } = operation;
  const fields = renderFields([
    ['Operation', operation.id],
    ['Kind', operation.kind],
    ['Cluster', operation.cluster === null || operation.cluster === undefined ? undefined : `${operation.namespace}/${operation.cluster}`],
    ['State', `${paintState(operation.state, operation.state, screen.colours)}  ${percentText(operation.progress)}`],
    ['Requested by', operation.requestedBy],
    ['Created', operation.createdAt],
    ['Finished', operation.finishedAt ?? undefined],
    ['Took', spanText(operation.createdAt, operation.finishedAt, now)],
    ['Error', error === null || error === undefined ? undefined : `${error.code}: ${error.message}`],
    ['Try', error?.suggestion],
  ], screen.colours.bold);
  if (operation.steps.length === 0) return fields;
  return `${fields}\n${await renderTable(stepColumns(now, screen), operation.steps, { columns: screen.columns(), paintHeader: screen.colours.bold })}`;
};
