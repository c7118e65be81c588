import type { Screen } from '../factory/streams.js';
import { paintState } from '../output/state-colour.js';
import { renderFields, renderTable, type Column } from '../output/table.js';
import { ageText, bytesText } from '../output/units.js';
import type { BackupView, ClusterBackupsView } from './backup-view.js';

const durationText = ({ startedAt, finishedAt }: BackupView): string =>
  (startedAt == null || finishedAt == null ? '' : `${Math.round((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000)}s`);

const verifiedText = ({ verification }: BackupView, now: Date): string =>
  (verification == null ? '' : `${verification.succeeded ? 'passed' : 'FAILED'} ${ageText(verification.finishedAt, now)} ago`);

const columns = (now: Date, wide: boolean, screen: Screen): Column<BackupView>[] => [
  { header: 'BACKUP', value: ({ label, name }) => label ?? name },
  { header: 'TYPE', value: ({ type }) => type },
  { header: 'STATE', value: ({ state }) => state, paint: (text, { state }) => paintState(text, state, screen.colours) },
  { header: 'REPOSITORY', value: ({ repository }) => repository },
  { header: 'AGE', value: ({ finishedAt, createdAt }) => ageText(finishedAt ?? createdAt, now), align: 'right' },
  { header: 'TOOK', value: durationText, align: 'right' },
  { header: 'DATABASE', value: ({ databaseBytes }) => bytesText(databaseBytes), align: 'right' },
  { header: 'STORED', value: ({ repositoryBytes }) => bytesText(repositoryBytes), align: 'right' },
  ...(wide ? [
    { header: 'NAME', value: ({ name }: BackupView) => name },
    { header: 'WAL', value: ({ walStart, walStop }: BackupView) => (walStart == null ? '' : `${walStart} - ${walStop ?? ''}`) },
    { header: 'NEEDS', value: ({ dependsOn }: BackupView) => dependsOn.join(', ') },
  ] : []),
  { header: 'VERIFIED', value: (backup) => verifiedText(backup, now) },
  { header: 'MESSAGE', value: ({ error, message, state }) => error?.message ?? (state === 'SUCCEEDED' ? '' : message), shrinkTo: 16 },
];

/** The repositories and the recovery window of a cluster, then its backups as a table. */
export const formatBackups = async (cluster: ClusterBackupsView, backups: readonly BackupView[], { now, wide, screen }: { readonly now: Date; readonly wide: boolean; readonly screen: Screen }): Promise<string> => {
  const { recoveryWindow: { earliest, latest }, archiving } = cluster;
  const fields = renderFields([
    ['Cluster', `${cluster.namespace}/${cluster.name}`],
    ['Repositories', cluster.repositories.map(({ name, type, healthy, message, usedBytes }) => `${name} (${type}): ${healthy ? 'healthy' : 'NOT HEALTHY'}, ${bytesText(usedBytes) || 'nothing'} used. ${message}`).join('\n') || 'none: backups are turned off'],
    ['Can be restored', earliest == null ? 'nothing yet: there is no backup' : `${earliest} to ${latest ?? earliest}`],
    ...(cluster.restorePoints.length === 0 ? [] : [['Restore points', cluster.restorePoints.map(({ name, at }) => `${name} (${at})`).join('\n')] as [string, string]]),
    ['Restore proven', cluster.restoreProvenAt == null ? 'never: `pgo verify` does' : `${ageText(cluster.restoreProvenAt, now)} ago`],
    ['Archived', archiving.lastArchivedWal == null ? 'no WAL yet' : `${archiving.lastArchivedWal}, ${ageText(archiving.lastArchivedAt, now)} ago${archiving.failingSince == null ? '' : `; FAILS since ${archiving.failingSince}`}`],
  ], screen.colours.bold);
  if (backups.length === 0) return fields;
  return `${fields}\n${await renderTable(columns(now, wide, screen), backups, { columns: screen.columns(), paintHeader: screen.colours.bold })}`;
};
