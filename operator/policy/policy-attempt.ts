/** What is remembered of an attempt, so that after any interruption it is known whether its SQL took effect. */
export interface PolicyAttempt {
  /** Index of the group of statements. */
  readonly group: number;
  /** Transaction that the group ran in, written down before it was committed. None for a statement outside of one. */
  readonly transaction?: string;
  /** Timeline of the primary; another one may have lost the transaction. */
  readonly timeline: number;
}

/** Annotation of the operation that holds the attempt at a target. */
export const attemptAnnotation = (target: number): string => `pgo.dev/attempt-${target}`;

/** The attempt that an annotation holds. */
export const parseAttempt = (text: string | undefined): PolicyAttempt | undefined => {
  if (text === undefined) return undefined;
  const [, group, transaction, timeline] = /^(\d+):(\d*):(\d+)$/.exec(text) ?? [];
  if (group === undefined || timeline === undefined) return undefined;
  return { group: Number(group), timeline: Number(timeline), ...(transaction === undefined || transaction === '' ? {} : { transaction }) };
};

/** An attempt as text. */
export const formatAttempt = ({ group, transaction, timeline }: PolicyAttempt): string => `${group}:${transaction ?? ''}:${timeline}`;
