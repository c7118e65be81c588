import { Field, InputType, ObjectType } from 'type-graphql';
import { ClusterRef, MutationInput } from './cluster-inputs.js';
import { ClusterPayload } from './cluster-payloads.js';
import { PoolerSettingsInput } from './pooler.js';

const CLUSTER = 'The cluster that it stands in front of.';
const SETTINGS = 'How it shall be; what is left out stays as it is, or has its default.';

/** The pooler to add. */
@InputType({ description: 'The pooler to add to a cluster.' })
export class CreatePoolerInput extends MutationInput {
  @Field(() => ClusterRef, { description: CLUSTER })
  cluster!: ClusterRef;

  @Field(() => PoolerSettingsInput, { nullable: true, description: SETTINGS })
  settings?: PoolerSettingsInput;
}

/** What to change of a pooler. */
@InputType({ description: 'What to change of the pooler of a cluster.' })
export class UpdatePoolerInput extends MutationInput {
  @Field(() => ClusterRef, { description: CLUSTER })
  cluster!: ClusterRef;

  @Field(() => PoolerSettingsInput, { description: SETTINGS })
  settings!: PoolerSettingsInput;
}

/** The pooler to remove. */
@InputType({ description: 'The pooler to remove. Its settings are kept for the next one.' })
export class DeletePoolerInput extends MutationInput {
  @Field(() => ClusterRef, { description: CLUSTER })
  cluster!: ClusterRef;
}

/** Answer of the mutations of poolers. */
@ObjectType({ description: 'Answer of the mutations of poolers.', simpleResolvers: true })
export class PoolerPayload extends ClusterPayload {}
