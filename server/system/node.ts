import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { Node } from '../../schema/graphql/node.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { may } from '../auth/viewer.js';
import type { Context } from '../context.js';
import { forbidden } from '../error/forbidden.js';
import { parseNodeId } from '../node-id.js';
import { NODE_FINDERS } from './find-node.js';

/** `Query.node` */
@Resolver()
export class NodeResolver {
  @NeedsPermission('LOGIN')
  @Query(() => Node, { nullable: true, description: 'An object by its id. Null when there is none. Needs the permission that its kind needs elsewhere, too.' })
  node(@Arg('id', () => ID, { description: 'Id of the object.' }) id: string, @Ctx() { viewer, services }: Context): Node | undefined {
    const ref = parseNodeId(id);
    if (ref === undefined) return undefined;
    const { needs, find } = NODE_FINDERS[ref.kind];
    if (!may(viewer, needs, ref.namespace)) throw forbidden(needs, ref.namespace);
    return find(ref, services);
  }
}
