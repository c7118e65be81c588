import { ArgsType, Field, InputType, Int } from 'type-graphql';
import { MutationInput } from './cluster-inputs.js';
import { PageArgs } from './list-args.js';
import { PolicyRole } from './policy-role.js';

const SQL = 'SQL statements with semicolons between them. They run in one transaction where PostgreSQL allows it.';
const RUN_AS = 'As which role the SQL runs. SUPERUSER needs the permission SHOW_SYSTEM_ACCOUNTS as well.';
const TIMEOUT = 'Longest time that one statement may take, in seconds, 1 to 86400.';
const NAMESPACE = 'Namespace of the policy.';
const NAME = 'Name of the policy.';

/** Arguments of `Query.policies`. */
@ArgsType()
export class PoliciesArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only policies in this namespace.' })
  namespace?: string;
}

/** The policy to create. */
@InputType({ description: 'The policy to create.' })
export class CreatePolicyInput extends MutationInput {
  @Field(() => String, { description: 'Namespace to create it in; it can be applied to clusters of this namespace.' })
  namespace!: string;

  @Field(() => String, { description: 'Name: lower-case letters, digits and hyphens, at most 63 characters.' })
  name!: string;

  @Field(() => String, { description: SQL })
  sql!: string;

  @Field(() => PolicyRole, { nullable: true, defaultValue: 'OWNER', description: RUN_AS })
  runAs?: PolicyRole;

  @Field(() => Int, { nullable: true, defaultValue: 1800, description: TIMEOUT })
  statementTimeoutSeconds?: number;
}

/** What to change of a policy. */
@InputType({ description: 'What to change of a policy. What is left out stays as it is.' })
export class UpdatePolicyInput extends MutationInput {
  @Field(() => String, { description: NAMESPACE })
  namespace!: string;

  @Field(() => String, { description: NAME })
  name!: string;

  @Field(() => String, { nullable: true, description: SQL })
  sql?: string;

  @Field(() => PolicyRole, { nullable: true, description: RUN_AS })
  runAs?: PolicyRole;

  @Field(() => Int, { nullable: true, description: TIMEOUT })
  statementTimeoutSeconds?: number;
}

/** The policy to delete. */
@InputType({ description: 'The policy to delete. What it did in databases stays.' })
export class DeletePolicyInput extends MutationInput {
  @Field(() => String, { description: NAMESPACE })
  namespace!: string;

  @Field(() => String, { description: NAME })
  name!: string;
}

/** What to apply, and where. */
@InputType({ description: 'The policy to apply, and the clusters to apply it to: by name, by labels, or both.' })
export class ApplyPolicyInput extends MutationInput {
  @Field(() => String, { description: 'Namespace of the policy and of the clusters.' })
  namespace!: string;

  @Field(() => String, { description: NAME })
  policy!: string;

  @Field(() => [String], { nullable: true, description: 'Names of clusters.' })
  clusters?: string[];

  @Field(() => String, { nullable: true, description: 'Clusters with matching labels: a Kubernetes label selector. `name` stands for the name of a cluster.' })
  selector?: string;

  @Field(() => String, { nullable: true, description: 'Database to apply it in; the application database of each cluster when left out.' })
  database?: string;
}
