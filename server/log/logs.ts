import { Args, Resolver, Root, Subscription } from 'type-graphql';
import { LogLine } from '../../schema/graphql/log-line.js';
import { LogsArgs } from '../../schema/graphql/logs-args.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { watchLogs } from './watch-logs.js';

/** `Subscription.logs` */
@Resolver()
export class LogsResolver {
  @NeedsPermission('SHOW_LOGS')
  @Subscription(() => LogLine, {
    subscribe: ({ args, context }: { args: LogsArgs; context: Context }) => watchLogs(args, context),
    description: 'The logs of the instances of a cluster: the last lines of each, then every new line.',
  })
  logs(@Root() line: LogLine, @Args(() => LogsArgs) _args: LogsArgs): LogLine {
    return line;
  }
}
