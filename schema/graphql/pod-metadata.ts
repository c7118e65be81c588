import { Field, InputType, ObjectType } from 'type-graphql';
import { Label } from './label.js';
import { Json } from './scalars.js';

/** An annotation of an object. */
@ObjectType({ description: 'An annotation of an object.', simpleResolvers: true })
export class Annotation {
  @Field(() => String, { description: 'Name of the annotation, with its prefix if it has one.' })
  key!: string;

  @Field(() => String, { description: 'Text of the annotation; may be empty.' })
  value!: string;
}

/** What the pods of a cluster are marked with. */
@ObjectType({ description: 'What the pods of a cluster are marked with, beside what the control plane and Kubernetes write themselves.', simpleResolvers: true })
export class PodMetadata {
  @Field(() => [Label], { description: 'Labels, sorted by key.' })
  labels!: Label[];

  @Field(() => [Annotation], { description: 'Annotations, sorted by key.' })
  annotations!: Annotation[];
}

/** What to mark the pods of a cluster with. */
@InputType({ description: 'What to mark the pods of a cluster with: instances, pooler, repositories and jobs. A pod that runs is not replaced for it, but has it when it is made again.' })
export class PodMetadataInput {
  @Field(() => Json, { nullable: true, description: 'Labels: an object from key to value; in a change, null as a value removes one.' })
  labels?: unknown;

  @Field(() => Json, { nullable: true, description: 'Annotations: an object from key to text; in a change, null as a text removes one.' })
  annotations?: unknown;
}
