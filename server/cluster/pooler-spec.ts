import type { PoolerInput } from '../../schema/graphql/pooler.js';
import type { PoolerSpec } from '../../schema/resource/cluster-pooler.js';
import { checkResources } from '../../schema/validation/resources.js';
import { checked } from '../error/checked.js';

/** What a caller says of a pooler, as it stands in the specification; what is left out is left out. */
export const poolerPatch = ({ enabled, replicas, mode, poolSize, maxClientConnections, resources, serviceType, passwordRotation }: PoolerInput): PoolerSpec => {
  const needed = resources == null ? undefined : checked(checkResources('pooler.resources', resources));
  return {
    enabled,
    ...(replicas == null ? {} : { replicas }),
    ...(mode == null ? {} : { mode: mode as PoolerSpec['mode'] }),
    ...(poolSize == null ? {} : { poolSize }),
    ...(maxClientConnections == null ? {} : { maxClientConnections }),
    ...(needed === undefined ? {} : { resources: needed }),
    ...(serviceType == null ? {} : { serviceType: serviceType as PoolerSpec['serviceType'] }),
    ...(passwordRotation == null ? {} : { passwordRotation }),
  };
};
