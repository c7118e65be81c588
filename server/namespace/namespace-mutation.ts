import { NAMESPACE } from '../../kube/core-kinds.js';
import type { KubeObject } from '../../kube/kube-object.js';
import type { NamespacePayload } from '../../schema/graphql/namespace-payloads.js';
import type { Context } from '../context.js';
import type { Mutation } from '../mutation/mutation.js';
import { type MutationInput, runMutation } from '../mutation/run-mutation.js';

/** A mutation of a namespace: what it is called and how its change is made. */
export type NamespaceMutation = Pick<Mutation<KubeObject>, 'kind' | 'prepare'> & { readonly name: string };

/** Carries a mutation of a namespace out. Its operation is kept beside the service, as the namespace comes or goes. */
export const runNamespaceMutation = async (mutation: NamespaceMutation, input: MutationInput, context: Context): Promise<NamespacePayload> => {
  const { client, settings } = context.services;
  const { stored, operation, plan } = await runMutation<KubeObject>({
    ...mutation, namespace: settings.operatorNamespace, resource: NAMESPACE, read: () => client.get(NAMESPACE, { namespace: '', name: mutation.name }),
  }, input, context);
  return { namespace: stored?.metadata.name ?? null, operation, plan };
};
