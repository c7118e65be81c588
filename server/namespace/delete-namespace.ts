import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { DeleteNamespaceInput } from '../../schema/graphql/namespace-inputs.js';
import { DeleteNamespacePayload } from '../../schema/graphql/namespace-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { deleteNamespaceMutation } from './delete-namespace-mutation.js';
import { runNamespaceMutation } from './namespace-mutation.js';

/** `Mutation.deleteNamespace` */
@Resolver()
export class DeleteNamespaceResolver {
  @NeedsPermission('DELETE_NAMESPACE')
  @Mutation(() => DeleteNamespacePayload, { description: 'Deletes a namespace that was created through this API and holds no cluster.' })
  deleteNamespace(@Arg('input', () => DeleteNamespaceInput, { description: 'What to delete.' }) input: DeleteNamespaceInput, @Ctx() context: Context): Promise<DeleteNamespacePayload> {
    return runNamespaceMutation(deleteNamespaceMutation(input, context), input, context);
  }
}
