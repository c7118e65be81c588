import { Field, ObjectType } from 'type-graphql';

/** Why an operation failed. */
@ObjectType({ description: 'Why an operation failed, and what to do.', simpleResolvers: true })
export class OperationError {
  @Field(() => String, { description: 'The cause in one word, for programs.' })
  code!: string;

  @Field(() => String, { description: 'The cause in a sentence, for people.' })
  message!: string;

  @Field(() => String, { description: 'What to do next.' })
  suggestion!: string;
}
