import type { Candidate } from '../availability/candidates.js';
import type { MutationPlan } from './plan.js';

/** A primary that is to move. */
export interface PrimaryMove {
  /** Name of the cluster. */
  readonly name: string;
  /** Name of the present primary, where there is one. */
  readonly from?: string | undefined;
  readonly to: Candidate;
}

/** What moving the primary changes. */
export const planMovePrimary = ({ name, from, to }: PrimaryMove): MutationPlan => {
  const isLossy = to.refusal !== undefined;
  const impact = isLossy ? 'DATA_LOSS' : 'SWITCHOVER';
  const target = to.instance.name;
  const sentence = isLossy
    ? `Makes ${target} the primary of the cluster "${name}" although ${to.reason ?? 'it lacks data'}: commits that are not on it are lost.`
    : `Makes ${target} the primary of the cluster "${name}"${from === undefined ? '' : ` in place of ${from}`}. Writes pause for seconds, and connections to the old primary break.`;
  return {
    impact, summary: sentence,
    changes: [{ object: `PostgresCluster/${name}`, action: 'update', path: 'status.primary', before: from ?? null, after: target, impact }],
  };
};
