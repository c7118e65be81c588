import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { CreateNamespaceInput } from '../../schema/graphql/namespace-inputs.js';
import { CreateNamespacePayload } from '../../schema/graphql/namespace-payloads.js';
import { NeedsPermission } from '../../schema/graphql/permission-directive.js';
import type { Context } from '../context.js';
import { createNamespaceMutation } from './create-namespace-mutation.js';
import { runNamespaceMutation } from './namespace-mutation.js';

/** `Mutation.createNamespace` */
@Resolver()
export class CreateNamespaceResolver {
  @NeedsPermission('CREATE_NAMESPACE')
  @Mutation(() => CreateNamespacePayload, { description: 'Creates a namespace for clusters.' })
  createNamespace(@Arg('input', () => CreateNamespaceInput, { description: 'What to create.' }) input: CreateNamespaceInput, @Ctx() context: Context): Promise<CreateNamespacePayload> {
    return runNamespaceMutation(createNamespaceMutation(input, context), input, context);
  }
}
