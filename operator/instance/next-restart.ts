/** An instance as far as its restart is decided. */
export interface Restartable {
  readonly name: string;
  readonly isPrimary: boolean;
  readonly isReady: boolean;
  /** Whether it is still to be restarted. */
  readonly isDue: boolean;
}

/** What is to be done next of a restart of several instances. */
export type RestartMove =
  | { readonly act: 'done' }
  | { readonly act: 'wait'; readonly message: string }
  | { readonly act: 'restart'; readonly name: string }
  /** The primary hands over, and is then one of the replicas. */
  | { readonly act: 'handOver'; readonly from: string };

/** How instances are restarted. */
export interface RestartManner {
  /** Whether the primary hands over to a replica before it restarts. */
  readonly isRolling: boolean;
  /** Whether the primary goes first: some parameters can only become smaller in this order. */
  readonly isPrimaryFirst?: boolean;
}

/**
 * One instance at a time, and only while every other one is well: what is broken first, then replicas, the primary
 * last.
 */
export const nextRestart = (instances: readonly Restartable[], { isRolling, isPrimaryFirst = false }: RestartManner): RestartMove => {
  const due = instances.filter(({ isDue }) => isDue);
  if (due.length === 0) return { act: 'done' };
  const primary = instances.find(({ isPrimary }) => isPrimary);
  const broken = due.find(({ isReady, isPrimary }) => !isReady && !isPrimary);
  if (broken !== undefined) return { act: 'restart', name: broken.name };
  const unwell = instances.find(({ isReady }) => !isReady);
  if (unwell !== undefined) return { act: 'wait', message: `Waits until ${unwell.name} is ready.` };
  if (isPrimaryFirst && primary?.isDue === true) return { act: 'restart', name: primary.name };
  const replica = due.find(({ isPrimary }) => !isPrimary);
  if (replica !== undefined) return { act: 'restart', name: replica.name };
  const last = due[0]?.name ?? '';
  return isRolling && instances.length > 1 ? { act: 'handOver', from: last } : { act: 'restart', name: last };
};
