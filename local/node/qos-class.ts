import { allContainers, type Pod } from './pod.js';
import { quantity } from './quantity.js';

const COUNTED = ['cpu', 'memory'] as const;

/** The pod's quality of service: Guaranteed when every container's requests equal its limits, BestEffort when there are none. */
export function qosClass(pod: Pod): 'Guaranteed' | 'Burstable' | 'BestEffort' {
  const all = allContainers(pod).map(({ resources }) => ({ requests: resources?.requests ?? {}, limits: resources?.limits ?? {} }));
  const hasAny = all.some(({ requests, limits }) => COUNTED.some((name) => (quantity(requests[name]) ?? 0) > 0 || (quantity(limits[name]) ?? 0) > 0));
  if (!hasAny) return 'BestEffort';
  const equal = all.every(({ requests, limits }) =>
    COUNTED.every((name) => limits[name] !== undefined && quantity(requests[name] ?? limits[name]) === quantity(limits[name])),
  );
  return equal ? 'Guaranteed' : 'Burstable';
}
