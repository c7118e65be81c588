import type { Screen } from '../factory/streams.js';
import { paintState } from '../output/state-colour.js';
import { renderFields, renderTable, type Column } from '../output/table.js';
import { ageText, spanText } from '../output/units.js';
import type { ScheduleView } from './schedule-view.js';

const kindText = ({ type, backupType, policy }: ScheduleView): string => [type, backupType ?? policy].filter(Boolean).join(' ').toLowerCase();

/** The table of schedules, one a line. */
export const formatSchedules = async (schedules: readonly ScheduleView[], now: Date, screen: Screen): Promise<string> => {
  const columns: Column<ScheduleView>[] = [
    { header: 'NAMESPACE', value: ({ namespace }) => namespace },
    { header: 'NAME', value: ({ name }) => name },
    { header: 'CLUSTER', value: ({ cluster }) => cluster },
    { header: 'TYPE', value: kindText },
    { header: 'SCHEDULE', value: ({ cron, timeZone }) => (timeZone === 'UTC' ? cron : `${cron} ${timeZone}`) },
    { header: 'LAST RUN', value: ({ lastRun }) => (lastRun ? ageText(lastRun.startedAt, now) : ''), align: 'right' },
    { header: 'OUTCOME', value: ({ lastRun }) => lastRun?.state ?? '', paint: (text, { lastRun }) => paintState(text, lastRun?.state ?? '', screen.colours) },
    { header: 'NEXT RUN', value: ({ nextRunAt, suspended, valid }) => (valid ? nextRunAt ?? (suspended ? 'suspended' : 'never') : 'invalid') },
    { header: 'MESSAGE', value: ({ message, lastRun, valid }) => (valid && lastRun?.state === 'FAILED' ? lastRun.message : message), shrinkTo: 16 },
  ];
  return renderTable(columns, schedules, { columns: screen.columns(), paintHeader: screen.colours.bold });
};

/** One schedule in detail, with its runs. */
export const formatSchedule = async (schedule: ScheduleView, now: Date, screen: Screen): Promise<string> => {
  const fields = renderFields([
    ['Schedule', `${schedule.namespace}/${schedule.name}`],
    ['Cluster', `${schedule.clusterNamespace}/${schedule.cluster}`],
    ['Type', kindText(schedule)],
    ['Times', `${schedule.cron} (${schedule.timeZone})`],
    ['Database', schedule.database ?? undefined],
    ['Repository', schedule.repository ?? undefined],
    ['Options', schedule.backupOptions ?? undefined],
    ['Missed runs', `${schedule.missedRuns.toLowerCase().replace('_', ' ')}, within ${schedule.startingDeadlineSeconds} s`],
    ['Overlap', schedule.overlap.toLowerCase()],
    ['State', schedule.message],
  ], screen.colours.bold);
  const columns: Column<ScheduleView['runs'][number]>[] = [
    { header: 'SCHEDULED FOR', value: ({ scheduledFor }) => scheduledFor ?? 'by hand' },
    { header: 'STARTED', value: ({ startedAt }) => startedAt },
    { header: 'TOOK', value: ({ startedAt, finishedAt }) => spanText(startedAt, finishedAt, now), align: 'right' },
    { header: 'OUTCOME', value: ({ state }) => state, paint: (text, { state }) => paintState(text, state, screen.colours) },
    { header: 'MESSAGE', value: ({ message }) => message, shrinkTo: 16 },
  ];
  if (schedule.runs.length === 0) return fields;
  return `${fields}\n${await renderTable(columns, schedule.runs, { columns: screen.columns(), paintHeader: screen.colours.bold })}`;
};
