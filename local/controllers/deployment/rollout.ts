/** What a rollout needs to know of one ReplicaSet. */
export interface Generation {
  readonly replicas: number;
  readonly available: number;
}

/** The wanted number of pods, and how many more or fewer there may be while they are replaced. */
export interface RolloutLimits {
  readonly replicas: number;
  readonly surgeMax: number;
  readonly unavailableMax: number;
}

/** A number or a percentage of `total`, rounded up or down. */
export function resolveCount(value: number | string | undefined, total: number, round: 'up' | 'down'): number {
  if (typeof value === 'number') return value;
  const percent = /^(\d+)%$/.exec(value ?? '')?.[1];
  if (percent === undefined) return 0;
  const exact = (Number(percent) * total) / 100;
  return round === 'up' ? Math.ceil(exact) : Math.floor(exact);
}

/** The limits of a rolling update. Both being zero would never move: then one pod may be unavailable. */
export function rolloutLimits(replicas: number, maxSurge: number | string = '25%', maxUnavailable: number | string = '25%'): RolloutLimits {
  const surgeMax = resolveCount(maxSurge, replicas, 'up');
  const unavailableMax = resolveCount(maxUnavailable, replicas, 'down');
  return { replicas, surgeMax, unavailableMax: Math.min(replicas, surgeMax === 0 && unavailableMax === 0 ? 1 : unavailableMax) };
}

/** How many pods the new ReplicaSet should have now: as many more as the surge leaves room for. */
export function newReplicas(current: Generation, old: readonly Generation[], { replicas, surgeMax }: RolloutLimits): number {
  if (current.replicas >= replicas) return replicas;
  const total = current.replicas + sum(old, 'replicas');
  const room = Math.max(0, replicas + surgeMax - total);
  return current.replicas + Math.min(room, replicas - current.replicas);
}

/**
 * How many pods each old ReplicaSet should have now; `old` is sorted from the oldest. Pods that are not available go
 * first, since they serve nobody, then as many as the wanted number can spare.
 */
export function oldReplicas(current: Generation, old: readonly Generation[], { replicas, unavailableMax }: RolloutLimits): number[] {
  const availableMin = replicas - unavailableMax;
  const counts = old.map((generation) => generation.replicas);
  const total = current.replicas + sum(old, 'replicas');
  const unavailableNew = Math.max(0, current.replicas - current.available);
  let budget = total - availableMin - unavailableNew;
  const takeFrom = (index: number, most: number): void => {
    const taken = Math.max(0, Math.min(counts[index] ?? 0, most, budget));
    counts[index] = (counts[index] ?? 0) - taken;
    budget -= taken;
  };
  old.forEach((generation, index) => takeFrom(index, generation.replicas - generation.available));
  budget = Math.min(budget, current.available + sum(old, 'available') - availableMin);
  old.forEach((generation, index) => takeFrom(index, generation.available));
  return counts;
}

/** Spreads a change of the wanted number over ReplicaSets in proportion to their size, the largest taking the rest. */
export function spread(sizes: readonly number[], total: number): number[] {
  const before = sizes.reduce((left, right) => left + right, 0);
  if (before === 0) return [...sizes];
  const result = sizes.map((size) => Math.round((size * total) / before));
  const rest = total - result.reduce((left, right) => left + right, 0);
  const largest = sizes.indexOf(Math.max(...sizes));
  result[largest] = Math.max(0, (result[largest] ?? 0) + rest);
  return result;
}

function sum(generations: readonly Generation[], field: keyof Generation): number {
  return generations.reduce((total, generation) => total + generation[field], 0);
}
