import type { PoolerSpec } from '../resource/cluster-pooler.js';
import type { Issue } from './issue.js';

const SERVICE_TYPES: readonly string[] = ['ClusterIP', 'NodePort', 'LoadBalancer'];
const BOUNDS = { replicas: [1, 15], poolSize: [1, 10_000], maxClientConnections: [1, 100_000] } as const;

/** What is wrong with a pooler that somebody asks for. */
export const checkPooler = (field: string, pooler: PoolerSpec | undefined): Issue[] => {
  if (pooler === undefined) return [];
  const numbers = Object.entries(BOUNDS).flatMap(([name, [min, max]]): Issue[] => {
    const value = pooler[name as keyof typeof BOUNDS];
    return value === undefined || (Number.isInteger(value) && value >= min && value <= max) ? []
      : [{ field: `${field}.${name}`, message: `${name} ${value} is not between ${min} and ${max}`, suggestion: `Use a whole number from ${min} to ${max}.` }];
  });
  const { mode, serviceType } = pooler;
  const type: Issue[] = serviceType === undefined || SERVICE_TYPES.includes(serviceType) ? []
    : [{ field: `${field}.serviceType`, message: `"${(serviceType as string).slice(0, 40)}" is no type of a service`, suggestion: `Use one of: ${SERVICE_TYPES.join(', ')}.` }];
  return mode === undefined || /^(session|transaction)$/i.test(mode) ? [...numbers, ...type]
    : [...numbers, ...type, { field: `${field}.mode`, message: `"${(mode as string).slice(0, 40)}" is no mode of the pooler`, suggestion: 'Use SESSION or TRANSACTION.' }];
};
