import type { Command } from 'commander';
import type { CreatePoolerInput } from '../../schema/sdk/client.js';
import { wholeNumber } from '../option/parse-option.js';
import { resourcesInput, type ResourceFlags } from '../option/resource-options.js';

/** How a pooler shall be, as flags. */
export interface PoolerFlags extends ResourceFlags {
  replicas?: number;
  mode?: string;
  poolSize?: number;
  maxClientConnections?: number;
  serviceType?: string;
}

/** Adds the flags that say how a pooler shall be. */
export const addPoolerOptions = (command: Command): Command => command
  .option('--replicas <number>', 'pods of the pooler, 1 to 15', wholeNumber(1, 15))
  .option('--mode <mode>', 'session or transaction: when a connection goes back to the pool')
  .option('--pool-size <number>', 'connections to PostgreSQL of each pod for a user in a database', wholeNumber(1, 10_000))
  .option('--max-client-connections <number>', 'clients that each pod takes', wholeNumber(1, 100_000))
  .option('--service-type <type>', 'ClusterIP, NodePort or LoadBalancer')
  .option('--cpu <quantity>', 'CPU that each pod is given')
  .option('--cpu-limit <quantity>', 'CPU that it may not exceed')
  .option('--memory <quantity>', 'memory that each pod is given')
  .option('--memory-limit <quantity>', 'memory that it may not exceed');

/** The `settings` of a mutation's input. */
export const poolerSettings = ({ replicas, mode, poolSize, maxClientConnections, serviceType, ...flags }: PoolerFlags): NonNullable<CreatePoolerInput['settings']> => ({
  ...(replicas === undefined ? {} : { replicas }),
  ...(mode === undefined ? {} : { mode }),
  ...(poolSize === undefined ? {} : { poolSize }),
  ...(maxClientConnections === undefined ? {} : { maxClientConnections }),
  ...(serviceType === undefined ? {} : { serviceType }),
  ...resourcesInput(flags),
});
