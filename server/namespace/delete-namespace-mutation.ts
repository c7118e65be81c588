import { NAMESPACE } from '../../kube/core-kinds.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import type { DeleteNamespaceInput } from '../../schema/graphql/namespace-inputs.js';
import { LABEL_MANAGED_BY } from '../../schema/naming/labels.js';
import { planDeleteNamespace } from '../../schema/plan/plan-namespace.js';
import type { Context } from '../context.js';
import { ApiError, badUserInput, notFound } from '../error/api-error.js';
import type { NamespaceMutation } from './namespace-mutation.js';

const refuse = (message: string, suggestion: string): ApiError => new ApiError('FAILED_PRECONDITION', message, { field: 'namespace', suggestion });

/** How `deleteNamespace` makes its change: only a namespace that was made through the API, and only without clusters in it. */
export const deleteNamespaceMutation = ({ namespace: name, confirm }: DeleteNamespaceInput, { services: { client } }: Context): NamespaceMutation => ({
  kind: 'DeleteNamespace', name,
  async prepare(unfinished) {
    if (confirm !== name) throw badUserInput('confirm', `"${confirm.slice(0, 80)}" is not the name of the namespace`, `Write "${name}" to confirm that this is the namespace to delete.`);
    const existing = await client.get(NAMESPACE, { namespace: '', name });
    if (existing === undefined && unfinished === undefined) throw notFound(`namespace "${name}"`, 'The query `namespaces` lists those that you may see.');
    const uid = existing?.metadata.uid;
    if (existing !== undefined && existing.metadata.labels?.[LABEL_MANAGED_BY] !== 'pgo') {
      throw refuse(`The namespace "${name}" was not created through this API.`, 'Delete it with the tool that made it, for example kubectl.');
    }
    const [cluster] = await client.list(POSTGRES_CLUSTER, { namespace: name });
    if (cluster !== undefined) throw refuse(`The namespace "${name}" holds the cluster "${cluster.metadata.name}".`, 'Delete its clusters first.');
    return {
      plan: planDeleteNamespace(name), input: { name, ...(uid === undefined ? {} : { uid }) },
      async store({ dryRun }) {
        const isSame = unfinished === undefined || unfinished.spec.input?.['uid'] === uid;
        if (existing !== undefined && isSame && !dryRun) await client.delete(NAMESPACE, { namespace: '', name }, uid === undefined ? {} : { uid });
        return undefined;
      },
    };
  },
});
