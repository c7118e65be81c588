import { ObjectType } from 'type-graphql';
import { ClusterPayload } from './cluster-payloads.js';

/** Answer of `removeInstance`. */
@ObjectType({ description: 'Answer of `removeInstance`.', simpleResolvers: true })
export class RemoveInstancePayload extends ClusterPayload {}
