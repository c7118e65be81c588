import type { BackupsSpec } from '../resource/cluster-backups.js';
import { backupsEnabled, repositoriesOf } from '../resource/cluster-defaults.js';
import type { PlanImpact } from './plan.js';

interface Spec {
  readonly backups?: BackupsSpec;
}

/** What of the backups of a cluster can change, with what changing it does. A repository that is gone takes its backups with it. */
export const backupValues = ({ backups }: Spec, isAfter: boolean): { readonly path: string; readonly value: unknown; readonly impact: PlanImpact }[] => {
  const spec = backups === undefined ? {} : { backups };
  const enabled = backupsEnabled(spec);
  return [
    { path: 'spec.backups.enabled', value: enabled, impact: enabled ? 'RELOAD' : 'DATA_LOSS' },
    ...repositoriesOf(spec).map((repository) => ({ path: `spec.backups.repositories.${repository.name}`, value: repository, impact: isAfter ? 'RELOAD' as const : 'DATA_LOSS' as const })),
    { path: 'spec.backups.retention', value: backups?.retention, impact: 'NONE' },
  ];
};

/** What a change of backups means, where that is grave. */
export const backupsConsequence = (before: Spec, after: Spec): string | undefined => {
  if (backupsEnabled(before) && !backupsEnabled(after)) {
    return 'Backups are turned off: no WAL is archived from then on, and what is lost cannot be restored. The backups that there are stay on their volumes and in their buckets.';
  }
  const names = repositoriesOf(after).map(({ name }) => name);
  const gone = repositoriesOf(before).filter(({ name }) => !names.includes(name)).map(({ name }) => name);
  return gone.length === 0 ? undefined : `Backups that are only in ${gone.join(', ')} cannot be restored any more.`;
};
