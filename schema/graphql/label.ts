import { Field, ObjectType } from 'type-graphql';

/** A label of an object. */
@ObjectType({ description: 'A label of an object.', simpleResolvers: true })
export class Label {
  @Field(() => String, { description: 'Name of the label, with its prefix if it has one.' })
  key!: string;

  @Field(() => String, { description: 'Value of the label; may be empty.' })
  value!: string;
}
