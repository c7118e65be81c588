/** How often clusters are looked at of which nothing is told: with more of them each one less often, so that all together cost the same. */

/** Positions in the WAL that move are followed this often, in milliseconds: at least, and for each cluster. */
const PROGRESS_MS = { least: 5_000, perCluster: 40 } as const;
/** What runs well is asked how it is this often, in milliseconds: at least, and for each cluster. */
const LOOK_MS = { least: 60_000, perCluster: 400 } as const;

/** The pace at which calm clusters are looked at. */
export interface Pace {
  /** How soon a position that moved is followed, in milliseconds. */
  readonly progressMs: number;
  /** How often what runs well is asked, in milliseconds. */
  readonly lookMs: number;
}

/** In steps of doubling: a period that changed with every new cluster would begin all turns anew. */
const period = ({ least, perCluster }: typeof PROGRESS_MS | typeof LOOK_MS, clusters: number): number =>
  least * 2 ** Math.max(0, Math.ceil(Math.log2(Math.max(1, clusters * perCluster) / least)));

/** The pace for a number of clusters. */
export const paceOf = (clusters: number): Pace => ({ progressMs: period(PROGRESS_MS, clusters), lookMs: period(LOOK_MS, clusters) });

/** A turn of something that is done again and again. */
export interface Turn {
  /** Its number. */
  readonly number: number;
  /** After how many milliseconds the next one begins. */
  readonly nextMs: number;
}

const HASH_FACTOR = 31;
const HASH_MAX = 2 ** 31;

/** The turn that a subject is in. Every subject begins its turns at times of its own, or all would be looked at at once. */
export const turnOf = (subject: string, everyMs: number, nowMs: number): Turn => {
  const phaseMs = [...subject].reduce((hash, character) => (hash * HASH_FACTOR + (character.codePointAt(0) ?? 0)) % HASH_MAX, 0) % everyMs;
  return { number: Math.floor((nowMs + phaseMs) / everyMs), nextMs: everyMs - ((nowMs + phaseMs) % everyMs) };
};
