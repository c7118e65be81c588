import { Field, ObjectType } from 'type-graphql';

/** A role that an account has in some namespaces. */
@ObjectType({ description: 'A role that an account has in some namespaces. It counts only there.', simpleResolvers: true })
export class RoleBinding {
  @Field(() => String, { description: 'Name of the role.' })
  role!: string;

  @Field(() => [String], { description: 'Namespaces in which the role counts; `*` stands for all.' })
  namespaces!: string[];
}

/** Who asks. */
@ObjectType({ description: 'Who asks: the account that the token of this call belongs to.' })
export class Viewer {
  @Field(() => String, { description: 'Name of the account.' })
  name!: string;

  @Field(() => [RoleBinding], { description: 'Its roles and where they count.' })
  bindings!: RoleBinding[];
}
