import { FieldResolver, Resolver, Root } from 'type-graphql';
import { Operation } from '../../schema/graphql/operation.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import { ScheduleRun } from '../../schema/graphql/schedule.js';
import { toOperation } from '../operation/to-operation.js';
import { operationOfRun } from './schedule-runs.js';

/** `ScheduleRun.operation` */
@Resolver(() => ScheduleRun)
export class ScheduleRunOperationFieldResolver {
  @NeedsPermission('SHOW_WORKFLOW')
  @FieldResolver(() => Operation, { nullable: true, description: 'The operation that the run is.' })
  operation(@Root() run: ScheduleRun): Operation | undefined {
    const operation = operationOfRun(run);
    return operation && toOperation(operation);
  }
}
