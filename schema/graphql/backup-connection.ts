import { Field, Int, ObjectType } from 'type-graphql';
import { Backup } from './backup.js';
import { PageInfo } from './page-info.js';

/** A backup in a page of a list. */
@ObjectType({ description: 'A backup in a page of a list.', simpleResolvers: true })
export class BackupEdge {
  @Field(() => String, { description: 'Pass it as `after` to get what follows this backup.' })
  cursor!: string;

  @Field(() => Backup, { description: 'The backup.' })
  node!: Backup;
}

/** A page of a list of backups. */
@ObjectType({ description: 'A page of a list of backups.', simpleResolvers: true })
export class BackupConnection {
  @Field(() => [BackupEdge], { description: 'The backups with their cursors.' })
  edges!: BackupEdge[];

  @Field(() => [Backup], { description: 'The backups.' })
  nodes!: Backup[];

  @Field(() => PageInfo, { description: 'Where the page ends.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are on all pages together.' })
  totalCount!: number;
}
