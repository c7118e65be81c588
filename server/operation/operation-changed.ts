import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import { Operation } from '../../schema/graphql/operation.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { watchOperation } from './watch-operation.js';

/** `Subscription.operationChanged` */
@Resolver()
export class OperationChangedResolver {
  @NeedsPermission('SHOW_WORKFLOW')
  @Subscription(() => Operation, {
    subscribe: ({ args, context }: { args: { id: string }; context: Context }) => watchOperation(args.id, context),
    description: 'The operation now, and again at every change. Begins with the current state and completes when the operation has ended; NOT_FOUND when there is none.',
  })
  operationChanged(@Root() operation: Operation, @Arg('id', () => ID, { description: 'Id of the operation.' }) _id: string): Operation {
    return operation;
  }
}
