import { NAMESPACE } from '../../kube/core-kinds.js';
import { KubeError } from '../../kube/kube-error.js';
import type { KubeObject } from '../../kube/kube-object.js';
import type { CreateNamespaceInput } from '../../schema/graphql/namespace-inputs.js';
import { ANNOTATION_OPERATION, LABEL_MANAGED_BY, MANAGER_API } from '../../schema/naming/labels.js';
import { planCreateNamespace } from '../../schema/plan/plan-namespace.js';
import type { Context } from '../context.js';
import { ApiError, badUserInput } from '../error/api-error.js';
import type { NamespaceMutation } from './namespace-mutation.js';

const NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

const alreadyExists = (name: string): ApiError =>
  new ApiError('ALREADY_EXISTS', `There is already a namespace "${name}".`, { field: 'namespace', suggestion: 'Use it, or choose another name.' });

/** How `createNamespace` makes its change. */
export const createNamespaceMutation = ({ namespace: name }: CreateNamespaceInput, { services: { client } }: Context): NamespaceMutation => ({
  kind: 'CreateNamespace', name,
  async prepare(unfinished) {
    if (!NAME.test(name)) throw badUserInput('namespace', `"${name.slice(0, 80)}" is no name of a namespace`, 'Use lower-case letters, digits and hyphens, at most 63 characters.');
    if (name.startsWith('kube-')) throw badUserInput('namespace', `"${name}" is reserved: names that begin with "kube-" are Kubernetes\' own`, 'Choose another name.');
    const existing = await client.get(NAMESPACE, { namespace: '', name });
    if (existing !== undefined && existing.metadata.annotations?.[ANNOTATION_OPERATION] !== unfinished?.metadata.name) throw alreadyExists(name);
    return {
      plan: planCreateNamespace(name), input: { name },
      async store({ operation, dryRun }) {
        if (existing !== undefined) return existing;
        const object: KubeObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { [LABEL_MANAGED_BY]: 'pgo' }, annotations: { [ANNOTATION_OPERATION]: operation } } };
        try {
          return await client.create(NAMESPACE, object, { manager: MANAGER_API, dryRun });
        } catch (error) {
          throw error instanceof KubeError && error.reason === 'AlreadyExists' ? alreadyExists(name) : error;
        }
      },
    };
  },
});
