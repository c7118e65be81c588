import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { PageArgs } from './list-args.js';
import { PageInfo } from './page-info.js';
import { DateTime, SafeInt } from './scalars.js';

/** Something that was done, or refused. */
@ObjectType({ description: 'Something that was done, or refused: every mutation, every secret that was read, every refusal.', simpleResolvers: true })
export class AuditRecord {
  @Field(() => SafeInt, { description: 'Place in the log; counts without a gap.' })
  sequence!: number;

  @Field(() => DateTime, { description: 'When.' })
  time!: string;

  @Field(() => String, { nullable: true, description: 'Account that asked. Null when it is not known.' })
  account?: string | null;

  @Field(() => String, { nullable: true, description: 'Address that it came from.' })
  address?: string | null;

  @Field(() => String, { description: 'What was called, such as `Mutation.createCluster`.' })
  action!: string;

  @Field(() => String, { nullable: true, description: 'Name that the client gave its operation.' })
  operationName?: string | null;

  @Field(() => String, { nullable: true, description: 'Permission that it needs.' })
  permission?: string | null;

  @Field(() => String, { nullable: true, description: 'Namespace that it was about. Null when it was about none, or about many.' })
  namespace?: string | null;

  @Field(() => String, { nullable: true, description: 'Name of what it was about.' })
  target?: string | null;

  @Field(() => String, { description: '`OK`, or the code of the error.' })
  outcome!: string;

  @Field(() => String, { description: 'Names the request in the logs of the server.' })
  correlationId!: string;

  @Field(() => [String], { description: 'Names of the input fields that were given. Their values are not kept.' })
  changedFields!: readonly string[];

  @Field(() => Boolean, { description: 'Whether only a plan was asked for.' })
  dryRun!: boolean;

  @Field(() => String, { description: '`hash` of the record before.' })
  previousHash!: string;

  @Field(() => String, { description: 'SHA-256 of this record and, through `previousHash`, of all before it.' })
  hash!: string;
}

/** A record in a page of the audit log. */
@ObjectType({ description: 'A record in a page of the audit log.', simpleResolvers: true })
export class AuditEdge {
  @Field(() => String, { description: 'Pass it as `after` to get what follows this record.' })
  cursor!: string;

  @Field(() => AuditRecord, { description: 'The record.' })
  node!: AuditRecord;
}

/** A page of the audit log. */
@ObjectType({ description: 'A page of the audit log, the newest first.', simpleResolvers: true })
export class AuditConnection {
  @Field(() => [AuditEdge], { description: 'The records with their cursors.' })
  edges!: AuditEdge[];

  @Field(() => [AuditRecord], { description: 'The records.' })
  nodes!: AuditRecord[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are on all pages together.' })
  totalCount!: number;
}

/** Arguments of `Query.auditLog`. */
@ArgsType()
export class AuditLogArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only what was about this namespace.' })
  namespace?: string;

  @Field(() => String, { nullable: true, description: 'Only what this account asked for.' })
  account?: string;

  @Field(() => String, { nullable: true, description: 'Only calls of this coordinate, such as `Mutation.deleteCluster`.' })
  action?: string;

  @Field(() => String, { nullable: true, description: 'Only what came out so: `OK`, or the code of an error.' })
  outcome?: string;
}
