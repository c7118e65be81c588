import { Field, InputType } from 'type-graphql';
import { MutationInput } from './cluster-inputs.js';

/** The namespace to create. */
@InputType({ description: 'The namespace to create.' })
export class CreateNamespaceInput extends MutationInput {
  @Field(() => String, { description: 'Name of the namespace: lower-case letters, digits and hyphens, at most 63 characters.' })
  namespace!: string;
}

/** The namespace to delete. */
@InputType({ description: 'The namespace to delete. It must have been created through this API and hold no cluster.' })
export class DeleteNamespaceInput extends MutationInput {
  @Field(() => String, { description: 'Name of the namespace.' })
  namespace!: string;

  @Field(() => String, { description: 'The name once more, as a confirmation.' })
  confirm!: string;
}
