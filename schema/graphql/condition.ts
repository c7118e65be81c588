import { Field, ObjectType } from 'type-graphql';
import { DateTime } from './scalars.js';

/** One observation about an object. */
@ObjectType({ description: 'One observation about an object, after the Kubernetes API conventions.', simpleResolvers: true })
export class Condition {
  @Field(() => String, { description: 'What is observed: `Ready`, `PrimaryAvailable` and so on.' })
  type!: string;

  @Field(() => String, { description: '`True`, `False` or `Unknown`.' })
  status!: string;

  @Field(() => String, { description: 'The cause in one word, for programs.' })
  reason!: string;

  @Field(() => String, { description: 'The cause in a sentence, for people.' })
  message!: string;

  @Field(() => DateTime, { description: 'When `status` last changed.' })
  lastTransitionTime!: string;
}
