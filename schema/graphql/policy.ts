import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from './node.js';
import { OperationState } from './operation-state.js';
import { PolicyRole } from './policy-role.js';
import { DateTime } from './scalars.js';

/** One application of a policy to one database. */
@ObjectType({ description: 'One application of a policy to one database of a cluster.', simpleResolvers: true })
export class PolicyApplication {
  @Field(() => String, { description: 'Name of the cluster.' })
  cluster!: string;

  @Field(() => String, { description: 'Name of the database.' })
  database!: string;

  @Field(() => DateTime, { description: 'When it ended, or was asked for while it has not.' })
  at!: string;

  @Field(() => OperationState, { description: 'What came of it.' })
  state!: OperationState;

  @Field(() => String, { description: 'What came of it in a sentence; of a failure the line, the position and the SQLSTATE.' })
  message!: string;
}

/** SQL under a name. */
@ObjectType({ implements: Node, description: 'SQL under a name, to be applied to clusters.', simpleResolvers: true })
export class Policy extends Node {
  @Field(() => String, { description: 'Kubernetes namespace that it lives in. It is applied to clusters of this namespace.' })
  namespace!: string;

  @Field(() => String, { description: 'Name, unique in its namespace.' })
  name!: string;

  @Field(() => String, { description: 'The SQL statements.' })
  sql!: string;

  @Field(() => PolicyRole, { description: 'As which role the SQL runs.' })
  runAs!: PolicyRole;

  @Field(() => Int, { description: 'Longest time that one statement may take, in seconds.' })
  statementTimeoutSeconds!: number;

  @Field(() => DateTime, { description: 'When it was created.' })
  createdAt!: string;
}
