import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { DateTime, Quantity } from './scalars.js';

const THRESHOLD = 'From which share of a volume on it is grown, in percent, 50 to 95';
const STEP = 'By how much it is grown, in percent of its size, 5 to 100';
const COOL_DOWN = 'How long volumes that were grown are not grown again, in minutes, 0 to 10080';
const WAL_MAXIMUM = 'Size up to which the volumes of WAL are grown';

/** How the volumes of a cluster grow by themselves. */
@ObjectType({ description: 'How the volumes of a cluster grow by themselves.', simpleResolvers: true })
export class StorageAutoGrow {
  @Field(() => Boolean, { description: 'Whether they are grown.' })
  enabled!: boolean;

  @Field(() => Int, { description: `${THRESHOLD}.` })
  thresholdPercent!: number;

  @Field(() => Int, { description: `${STEP}.` })
  stepPercent!: number;

  @Field(() => Quantity, { description: 'Size up to which the volumes of data are grown.' })
  maximum!: string;

  @Field(() => Quantity, { nullable: true, description: `${WAL_MAXIMUM}. Null when they are not.` })
  walMaximum?: string | undefined;

  @Field(() => Int, { description: `${COOL_DOWN}.` })
  coolDownMinutes!: number;

  @Field(() => DateTime, { nullable: true, description: 'When volumes were grown last. Null when they never were.' })
  lastGrownAt?: string | undefined;

  @Field(() => String, { description: 'In one sentence what happens next, or what it waits for.' })
  message!: string;
}

/** How volumes shall grow by themselves. */
@InputType({ description: 'How volumes shall grow by themselves. What is left out stays as it is, or has its default.' })
export class StorageAutoGrowInput {
  @Field(() => Boolean, { nullable: true, description: 'Whether they are grown; true when nobody has said so.' })
  enabled?: boolean;

  @Field(() => Int, { nullable: true, description: `${THRESHOLD}; 80 when nobody has said so.` })
  thresholdPercent?: number;

  @Field(() => Int, { nullable: true, description: `${STEP}; 20 when nobody has said so.` })
  stepPercent?: number;

  @Field(() => Quantity, { nullable: true, description: 'Size up to which the volumes of data are grown. It has to be given the first time.' })
  maximum?: string;

  @Field(() => Quantity, { nullable: true, description: `${WAL_MAXIMUM}; they are not when nobody has said so.` })
  walMaximum?: string;

  @Field(() => Int, { nullable: true, description: `${COOL_DOWN}; 60 when nobody has said so.` })
  coolDownMinutes?: number;
}
