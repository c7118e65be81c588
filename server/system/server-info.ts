import { Ctx, Query, Resolver } from 'type-graphql';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { Json } from '../../schema/graphql/scalars.js';
import type { Context } from '../context.js';

/** `Query.serverInfo` */
@Resolver()
export class ServerInfoResolver {
  @NeedsPermission('VERSION')
  @Query(() => Json, { description: 'What this server is: `version`, `operatorNamespace`, `kubernetes`, `postgresVersions` that clusters can be made with, and the `limits` of requests.' })
  serverInfo(@Ctx() { services: { settings } }: Context): unknown {
    return {
      version: settings.version,
      operatorNamespace: settings.operatorNamespace,
      kubernetes: settings.kubernetes ?? {},
      postgresVersions: Object.keys(settings.catalog).map(Number).sort((a, b) => b - a),
      limits: settings.limits,
    };
  }
}
