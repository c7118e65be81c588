import { Field, ObjectType } from 'type-graphql';
import { Operation } from './operation.js';
import { Plan } from './plan.js';

/** What every mutation of a namespace answers. */
@ObjectType({ description: 'What every mutation of a namespace answers.', simpleResolvers: true })
export abstract class NamespacePayload {
  @Field(() => String, { nullable: true, description: 'Name of the namespace. Null on `dryRun` and when it is deleted.' })
  namespace?: string | null;

  @Field(() => Operation, { nullable: true, description: 'The operation that carries it out; follow it with `operationChanged`. Null on `dryRun`.' })
  operation?: Operation | null;

  @Field(() => Plan, { description: 'What is changed.' })
  plan!: Plan;
}

/** Answer of `createNamespace`. */
@ObjectType({ description: 'Answer of `createNamespace`.', simpleResolvers: true })
export class CreateNamespacePayload extends NamespacePayload {}

/** Answer of `deleteNamespace`. */
@ObjectType({ description: 'Answer of `deleteNamespace`.', simpleResolvers: true })
export class DeleteNamespacePayload extends NamespacePayload {}
