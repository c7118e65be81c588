import type { Kind } from '../../kube/kube-object.js';
import { KubeError } from '../../kube/kube-error.js';
import type { AccessSubject } from '../../schema/database/plan-access.js';
import { ANNOTATION_OPERATION, LABEL_CLUSTER, MANAGER_API } from '../../schema/naming/labels.js';
import { API_VERSION } from '../../schema/naming/names.js';
import type { MutationPlan } from '../../schema/plan/plan.js';
import type { PostgresCluster } from '../../schema/resource/postgres-cluster.js';
import type { PostgresDatabase } from '../../schema/resource/postgres-database.js';
import type { OperationKind, PostgresOperation } from '../../schema/resource/postgres-operation.js';
import type { PostgresUser } from '../../schema/resource/postgres-user.js';
import { readCluster } from '../cluster/read-cluster.js';
import { requireWritable } from '../standby/require-writable.js';
import type { Context, Services } from '../context.js';
import type { ApiError } from '../error/api-error.js';
import type { Change, Mutation } from '../mutation/mutation.js';
import { wasStored } from '../mutation/was-stored.js';

type Resource = PostgresUser | PostgresDatabase;

/** What an input names. */
export interface AccessTarget {
  readonly cluster: { readonly namespace: string; readonly name: string };
  readonly name: string;
}

/** What is to be done to a user or database. */
export interface AccessIntent<T extends Resource> {
  readonly plan: MutationPlan;
  /** Makes the resource when there is none. */
  readonly create?: T['spec'];
  /** Changes the resource that there is. */
  readonly update?: { readonly before: T; readonly spec: T['spec'] };
  /** Deletes the resource that there is; `spec` is written first. */
  readonly remove?: { readonly before: T; readonly spec: T['spec'] };
}

interface AccessOptions<T extends Resource> {
  readonly kind: OperationKind;
  readonly resource: Kind<T>;
  readonly target: AccessTarget;
  readonly subject: AccessSubject;
  /** Checks the input against the cluster as it is. */
  intend(cluster: PostgresCluster, unfinished: PostgresOperation | undefined): Promise<AccessIntent<T> | undefined>;
  /** The refusal when someone else was first. */
  taken(cluster: PostgresCluster, cause: unknown): ApiError;
}

/** A change of a resource that replaces its whole specification: what is gone from it is removed. */
const patchOf = (before: object, after: object): object => ({ ...Object.fromEntries(Object.keys(before).map((key) => [key, null])), ...after });

const create = async <T extends Resource>({ resource, taken }: AccessOptions<T>, { cluster, spec, name, operation, dryRun, client }: {
  cluster: PostgresCluster; spec: T['spec']; name: string; operation: string; dryRun: boolean; client: Services['client'];
}): Promise<T> => {
  const { name: clusterName, namespace = '', uid } = cluster.metadata;
  const object = {
    apiVersion: API_VERSION, kind: resource.kind, spec,
    metadata: {
      name, namespace, labels: { [LABEL_CLUSTER]: clusterName }, annotations: { [ANNOTATION_OPERATION]: operation },
      // It goes with its cluster.
      ...(uid === undefined ? {} : { ownerReferences: [{ apiVersion: API_VERSION, kind: 'PostgresCluster', name: clusterName, uid }] }),
    },
  } as unknown as T;
  try {
    return await client.create(resource, object, { manager: MANAGER_API, dryRun });
  } catch (error) {
    if (error instanceof KubeError && error.reason === 'AlreadyExists') throw taken(cluster, error);
    throw error;
  }
};

/** The cluster that the mutation is about, of a retry also one that is going. */
const changeOf = async <T extends Resource>(options: AccessOptions<T>, unfinished: PostgresOperation | undefined, services: Services): Promise<Change<T>> => {
  const { client } = services;
  const { target: { cluster: { namespace, name: clusterName } }, resource, subject } = options;
  const cluster = await readCluster({ namespace, name: clusterName }, services);
  if (unfinished === undefined) requireWritable(cluster);
  const intent = await options.intend(cluster, unfinished);
  const name = intent?.update?.before.metadata.name ?? intent?.remove?.before.metadata.name ?? subject.resource;
  return {
    plan: intent?.plan ?? (unfinished?.spec.input?.['plan'] as MutationPlan), clusterUid: cluster.metadata.uid, input: { name, subject: subject.name },
    async store({ operation, dryRun }) {
      if (intent?.create !== undefined) return create(options, { cluster, spec: intent.create, name, operation, dryRun, client });
      const { update, remove } = intent ?? {};
      const { before, spec } = update ?? remove ?? {};
      if (before === undefined || spec === undefined) return undefined;
      const { resourceVersion, uid } = before.metadata;
      const isStored = unfinished !== undefined && await wasStored(before, unfinished, services);
      const patch = { metadata: { resourceVersion, annotations: { [ANNOTATION_OPERATION]: operation } }, spec: patchOf(before.spec, spec) };
      const stored = isStored ? before : await client.mergePatch(resource, { namespace, name }, patch, { manager: MANAGER_API, dryRun });
      if (remove === undefined) return stored;
      if (!dryRun) await client.delete(resource, { namespace, name }, uid === undefined ? {} : { uid });
      return undefined;
    },
  };
};

/** A mutation of a user or database of a cluster. */
export const accessMutation = <T extends Resource>(options: AccessOptions<T>, { services }: Context): Mutation<T> => {
  const { kind, resource, target: { cluster: { namespace, name } }, subject } = options;
  return {
    kind, resource, namespace, cluster: name,
    read: () => services.client.get(resource, { namespace, name: subject.resource }),
    prepare: (unfinished) => changeOf(options, unfinished, services),
  };
};

/** Writes the specification of a user or database, which may have had no resource of its own. */
export const stored = <T extends Resource>(before: T, spec: T['spec']): Pick<AccessIntent<T>, 'create' | 'update'> =>
  (before.metadata.uid === undefined ? { create: spec } : { update: { before, spec } });
