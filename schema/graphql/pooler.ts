import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { DateTime, Json } from './scalars.js';

const MODE = 'When a server connection goes back to the pool: SESSION (when its client disconnects) or TRANSACTION (after every transaction), in either case of letters.';
const POOL_SIZE = 'Connections to PostgreSQL that each pod holds at most for a user in a database';
const CLIENTS = 'Clients that each pod takes at most';
const SERVICE_TYPE = 'Type of its service: ClusterIP, NodePort or LoadBalancer';

/** The connection pooler of a cluster. */
@ObjectType({ description: 'The connection pooler of a cluster.', simpleResolvers: true })
export class Pooler {
  @Field(() => Int, { description: 'Wanted number of pods.' })
  replicas!: number;

  @Field(() => String, { description: MODE })
  mode!: string;

  @Field(() => Boolean, { description: 'Whether clients can connect through it.' })
  ready!: boolean;

  @Field(() => Int, { description: 'Number of pods that take clients.' })
  readyReplicas!: number;

  @Field(() => Int, { description: `${POOL_SIZE}.` })
  poolSize!: number;

  @Field(() => Int, { description: `${CLIENTS}.` })
  maxClientConnections!: number;

  @Field(() => Json, { nullable: true, description: 'Compute resources of each pod.' })
  resources?: unknown;

  @Field(() => String, { description: `${SERVICE_TYPE}.` })
  serviceType!: string;

  @Field(() => DateTime, { nullable: true, description: 'When its certificate expires; it is renewed before that. Null until there is one.' })
  certificateExpiresAt?: string | undefined;
}

/** How a pooler shall be. */
@InputType({ description: 'How a pooler shall be.' })
export class PoolerSettingsInput {
  @Field(() => Int, { nullable: true, description: 'Number of pods, 1 to 15; 1 when nobody has said so.' })
  replicas?: number;

  @Field(() => String, { nullable: true, description: `${MODE} SESSION when nobody has said so.` })
  mode?: string;

  @Field(() => Int, { nullable: true, description: `${POOL_SIZE}; 20 when nobody has said so.` })
  poolSize?: number;

  @Field(() => Int, { nullable: true, description: `${CLIENTS}; 1000 when nobody has said so.` })
  maxClientConnections?: number;

  @Field(() => Json, { nullable: true, description: 'Compute resources of each pod: an object with `requests` and `limits`, each from `cpu` and `memory` to a quantity.' })
  resources?: unknown;

  @Field(() => String, { nullable: true, description: `${SERVICE_TYPE}; the one of the other services when left out.` })
  serviceType?: string;

  @Field(() => String, { nullable: true, description: 'Any text; another one than before gives the pooler\'s own login a new password.' })
  passwordRotation?: string;
}

/** The connection pooler that is wanted. */
@InputType({ description: 'The connection pooler that is wanted. What is left out stays as it is, or has its default.' })
export class PoolerInput extends PoolerSettingsInput {
  @Field(() => Boolean, { description: 'Whether there shall be one.' })
  enabled!: boolean;
}
