/** How often clusters are looked at of which nothing is told: with more of them each one less often, so that all together cost the same. */

/** Positions in the WAL that move are followed this often, in milliseconds: at least, and for each cluster. */
const PROGRESS_MS = { least: 5_000, perCluster: 40 } as const;
/** What runs well is asked how it is this often, in milliseconds: at least, and for each cluster. */
const LOOK_MS = { least: 60_000, perCluster: 400 } as const;
/** What has written nothing since it was asked last is asked this often, in milliseconds: at least, for each cluster, and at most. */
const QUIET_MS = { least: 60_000, perCluster: 4_800, most: 3_600_000 } as const;
/** Every cluster is visited this often, in milliseconds: to renew certificates and to notice what no event told. */
const RESYNC_MS = { least: 600_000, perCluster: 7_200, most: 3_600_000 } as const;

/** The pace at which calm clusters are looked at. */
export interface Pace {
  /** How soon a position that moved is followed, in milliseconds. */
  readonly progressMs: number;
  /** How often what runs well is asked, in milliseconds. */
  readonly lookMs: number;
  /** How often what runs well and writes nothing is asked, in milliseconds. */
  readonly quietMs: number;
  /** How often a cluster is visited of which nothing is told, in milliseconds. */
  readonly resyncMs: number;
}

/** In steps of doubling: a period that changed with every new cluster would begin all turns anew. */
const period = ({ least, perCluster, most = Infinity }: { readonly least: number; readonly perCluster: number; readonly most?: number }, clusters: number): number =>
  Math.min(most, least * 2 ** Math.max(0, Math.ceil(Math.log2(Math.max(1, clusters * perCluster) / least))));

/** The pace for a number of clusters. */
export const paceOf = (clusters: number): Pace => ({
  progressMs: period(PROGRESS_MS, clusters), lookMs: period(LOOK_MS, clusters), quietMs: period(QUIET_MS, clusters), resyncMs: period(RESYNC_MS, clusters),
});

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

const NO_TURN: Turn = { number: 0, nextMs: Infinity };

/** The turn of something that is done again and again; without a period the one turn that never ends. */
export const turnIf = (subject: string, everyMs: number | undefined, nowMs: number): Turn =>
  (everyMs === undefined ? NO_TURN : turnOf(subject, everyMs, nowMs));
