import { ObjectType } from 'type-graphql';
import { ClusterPayload } from './cluster-payloads.js';

/** Answer of `upgradeCluster`. */
@ObjectType({ description: 'Answer of `upgradeCluster`.', simpleResolvers: true })
export class UpgradeClusterPayload extends ClusterPayload {}
