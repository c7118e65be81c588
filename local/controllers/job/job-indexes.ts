import type { Pod } from '../core-types.js';

/** The annotation, and label, of a pod that names the index it works on. */
export const INDEX_ANNOTATION = 'batch.kubernetes.io/job-completion-index';

/** The annotation of a pod that says how many pods of its index had failed before it. */
export const FAILURES_ANNOTATION = 'batch.kubernetes.io/job-index-failure-count';

/** How many pods of its index had failed before this one. */
export function failureCountOf({ metadata }: Pod): number {
  return Number(metadata.annotations?.[FAILURES_ANNOTATION] ?? 0);
}

/** The index that a pod of an indexed job works on. */
export function indexOf({ metadata }: Pod): number | undefined {
  const text = metadata.annotations?.[INDEX_ANNOTATION];
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** Reads the list of indexes in a status, such as `1,3-5,7`. */
export function parseIndexes(text: string | undefined): Set<number> {
  const indexes = new Set<number>();
  for (const part of (text ?? '').split(',')) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part);
    if (!match) continue;
    const first = Number(match[1]);
    for (let index = first; index <= Number(match[2] ?? first); index += 1) indexes.add(index);
  }
  return indexes;
}

/** Writes a list of indexes: ranges of three and more are joined with a dash, pairs with a comma. */
export function formatIndexes(indexes: ReadonlySet<number>): string {
  const runs: [number, number][] = [];
  for (const index of [...indexes].sort((left, right) => left - right)) {
    const last = runs.at(-1);
    if (last && last[1] === index - 1) last[1] = index;
    else runs.push([index, index]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}${last === first + 1 ? ',' : '-'}${last}`)).join(',');
}

/** The lowest indexes below `completions` that are neither done nor worked on. */
export function freeIndexes(completions: number, taken: ReadonlySet<number>, count: number): number[] {
  const free: number[] = [];
  for (let index = 0; index < completions && free.length < count; index += 1) if (!taken.has(index)) free.push(index);
  return free;
}
