import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { Buffer } from 'node:buffer';
import type { AuditRecord as Stored } from '../../schema/audit/audit-chain.js';
import { AuditConnection, AuditLogArgs } from '../../schema/graphql/audit.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { may } from '../auth/viewer.js';
import type { Context } from '../context.js';
import { badUserInput } from '../error/api-error.js';

const encode = ({ sequence }: Stored): string => Buffer.from(`audit:${sequence}`, 'utf8').toString('base64url');

const decode = (cursor: string): number => {
  const [, sequence] = /^audit:(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  if (sequence !== undefined) return Number(sequence);
  throw badUserInput('after', `"${cursor.slice(0, 100)}" is no cursor of this list`, 'Pass `pageInfo.endCursor` of the page before, or leave it out for the first page.');
};

/** `Query.auditLog` */
@Resolver()
export class AuditLogResolver {
  @NeedsPermission('SHOW_AUDIT')
  @Query(() => AuditConnection, { description: 'What was done and refused, the newest first, as far as it was about namespaces where the viewer has the permission. Accounts and roles belong to the namespace of the service.' })
  auditLog(@Args(() => AuditLogArgs) { first, after, namespace, account, action, outcome }: AuditLogArgs, @Ctx() { viewer, services }: Context): AuditConnection {
    const { settings: { operatorNamespace, limits }, audit } = services;
    const size = first ?? limits.pageSizeDefault;
    if (size < 1 || size > limits.pageSizeMax) throw badUserInput('first', `${size} is not between 1 and ${limits.pageSizeMax}`, `Ask for 1 to ${limits.pageSizeMax} at a time.`);
    const before = after == null ? undefined : decode(after);
    const matching = (audit?.records ?? []).filter((record) => (namespace == null || record.namespace === namespace) && (account == null || record.account === account)
      && (action == null || record.action === action) && (outcome == null || record.outcome === outcome) && may(viewer, 'SHOW_AUDIT', record.namespace ?? operatorNamespace));
    const rest = matching.filter(({ sequence }) => before === undefined || sequence < before).reverse();
    const nodes = rest.slice(0, size);
    const edges = nodes.map((node) => ({ cursor: encode(node), node }));
    return { edges, nodes, pageInfo: { hasNextPage: rest.length > size, endCursor: edges.at(-1)?.cursor }, totalCount: matching.length };
  }
}
