import { checkRepositories, checkRetention } from '../../schema/backup/check-backups.js';
import type { BackupsSpec } from '../../schema/resource/cluster-backups.js';
import type { Checked, Issue } from '../../schema/validation/issue.js';

/** The backups part of a specification that an input asks for; empty when it says nothing of them. */
export const backupsOf = ({ repositories, retention }: { readonly repositories?: unknown; readonly retention?: unknown }): Checked<{ readonly backups?: BackupsSpec }> => {
  const places = repositories == null ? undefined : checkRepositories('repositories', repositories);
  const times = retention == null ? undefined : checkRetention('retention', retention);
  const issues: Issue[] = [places, times].flatMap((result) => (result !== undefined && 'issues' in result ? result.issues : []));
  if (issues.length > 0) return { issues };
  const wanted = places !== undefined && 'value' in places ? places.value : undefined;
  const backups: BackupsSpec = {
    ...(wanted === undefined ? {} : wanted.length === 0 ? { enabled: false } : { enabled: true, repositories: wanted }),
    ...(times !== undefined && 'value' in times ? { retention: times.value } : {}),
  };
  return { value: Object.keys(backups).length === 0 ? {} : { backups } };
};

/**
 * The part of a merge patch that puts new backups settings in place of those before: fields of a retention that are to
 * go are named. Lists are replaced whole by themselves.
 */
export const backupsPatch = (before: BackupsSpec | undefined, after: BackupsSpec | undefined): { readonly backups?: Readonly<Record<string, unknown>> } => {
  if (after === undefined) return {};
  const gone = Object.fromEntries(Object.keys(before?.retention ?? {}).map((key) => [key, null]));
  return { backups: { ...after, ...(after.retention === undefined ? {} : { retention: { ...gone, ...after.retention } }) } };
};
