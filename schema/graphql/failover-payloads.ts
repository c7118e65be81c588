import { ObjectType } from 'type-graphql';
import { ClusterPayload } from './cluster-payloads.js';

/** Answer of `switchoverCluster`. */
@ObjectType({ description: 'Answer of `switchoverCluster`.', simpleResolvers: true })
export class SwitchoverClusterPayload extends ClusterPayload {}

/** Answer of `failoverCluster`. */
@ObjectType({ description: 'Answer of `failoverCluster`.', simpleResolvers: true })
export class FailoverClusterPayload extends ClusterPayload {}
