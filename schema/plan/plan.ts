/** What a change does to the databases that run, from harmless to refused. */
export const IMPACTS = ['NONE', 'RELOAD', 'ROLLING_RESTART', 'SWITCHOVER', 'OFFLINE', 'DATA_LOSS', 'FORBIDDEN'] as const;
/** One of the impacts. */
export type PlanImpact = (typeof IMPACTS)[number];

/** One thing that a mutation changes. */
export interface PlanChange {
  /** `Kind/name` of the object. */
  readonly object: string;
  readonly action: 'create' | 'update' | 'delete';
  /** What of it changes, names with dots; the whole object when left out. */
  readonly path?: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly impact: PlanImpact;
}

/** What a mutation changes, known before it is done. */
export interface MutationPlan {
  readonly impact: PlanImpact;
  readonly summary: string;
  readonly changes: PlanChange[];
}

/** The gravest impact of some changes. */
export const gravestImpact = (changes: readonly PlanChange[]): PlanImpact =>
  IMPACTS[Math.max(0, ...changes.map(({ impact }) => IMPACTS.indexOf(impact)))] ?? 'NONE';

/** A count with its noun: `1 replica`, `2 replicas`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
