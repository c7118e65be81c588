import { KubeError } from '../../kube/kube-error.js';
import type { Kind } from '../../kube/kube-object.js';
import { PGO_ACCOUNT, PGO_ROLE } from '../../kube/kinds.js';
import { ANNOTATION_OPERATION, MANAGER_API } from '../../schema/naming/labels.js';
import { API_VERSION } from '../../schema/naming/names.js';
import { planAccess } from '../../schema/plan/plan-access.js';
import type { PgoAccount } from '../../schema/resource/pgo-account.js';
import type { PgoRole } from '../../schema/resource/pgo-role.js';
import type { OperationKind, PostgresOperation } from '../../schema/resource/postgres-operation.js';
import type { Context, Services } from '../context.js';
import { ApiError } from '../error/api-error.js';
import type { Mutation, StoreOptions } from '../mutation/mutation.js';
import { wasStored } from '../mutation/was-stored.js';
import { countAdmins, lastAdmin } from './last-admin.js';

/** A resource of access: an account or a role. */
export type AccessResource = PgoAccount | PgoRole;

/** A change of an account or a role. */
export interface AccessChange<T extends AccessResource> {
  readonly kind: OperationKind;
  readonly resource: Kind<T>;
  readonly name: string;
  /**
   * What is to be stored, or undefined to delete it. Throws an `ApiError` to refuse. Called again when someone else
   * was faster. `operation` is the name of the operation that asks for it.
   */
  decide(before: T | undefined, operation: string): T['spec'] | undefined;
}

/** How often a change is decided again because someone else changed the object in between. */
const CONFLICTS_MAX = 5;

const isConflict = (error: unknown): boolean => error instanceof KubeError && error.code === 409;

/** Refuses what would leave nobody to administer the service. */
const requireAdmin = async <T extends AccessResource>({ resource, name, before }: { resource: Kind<T>; name: string; before: T }, spec: T['spec'] | undefined, services: Services): Promise<void> => {
  const { client, settings: { operatorNamespace: namespace }, clock } = services;
  const [accounts, roles] = await Promise.all([client.list(PGO_ACCOUNT, { namespace }), client.list(PGO_ROLE, { namespace })]);
  const change = <R extends AccessResource>(kind: Kind<R>, objects: readonly R[]): R[] => objects.flatMap((object) => {
    if (kind.kind !== resource.kind || object.metadata.name !== name) return [object];
    return spec === undefined ? [] : [{ ...object, spec: { ...object.spec, ...spec } }];
  });
  const had = countAdmins(accounts, roles, clock.now());
  if (had > 0 && before.metadata.deletionTimestamp === undefined && countAdmins(change(PGO_ACCOUNT, accounts), change(PGO_ROLE, roles), clock.now()) === 0) throw lastAdmin();
};

const write = async <T extends AccessResource>(change: AccessChange<T>, before: T | undefined, { operation, dryRun }: StoreOptions, services: Services): Promise<T | undefined> => {
  const { client, settings: { operatorNamespace: namespace } } = services;
  const { resource, name } = change;
  const options = { manager: MANAGER_API, dryRun };
  const spec = change.decide(before, operation);
  if (before === undefined) {
    const metadata = { name, namespace, annotations: { [ANNOTATION_OPERATION]: operation } };
    return client.create(resource, { apiVersion: API_VERSION, kind: resource.kind, metadata, spec } as unknown as T, options);
  }
  await requireAdmin({ resource, name, before }, spec, services);
  const { resourceVersion, uid } = before.metadata;
  if (spec !== undefined) {
    return client.mergePatch(resource, { namespace, name }, { metadata: { resourceVersion, annotations: { [ANNOTATION_OPERATION]: operation } }, spec }, options);
  }
  if (!dryRun) await client.delete(resource as Kind, { namespace, name }, uid === undefined ? {} : { uid });
  return undefined;
};

/** A mutation of an account or a role, in the namespace of the program. */
export const accessMutation = <T extends AccessResource>(change: AccessChange<T>, { services }: Context): Mutation<T> => {
  const { client, settings: { operatorNamespace: namespace } } = services;
  const { kind, resource, name } = change;
  const read = (): Promise<T | undefined> => client.get(resource, { namespace, name });
  const isDone = async (object: T | undefined, unfinished: PostgresOperation | undefined): Promise<boolean> =>
    unfinished !== undefined && (object === undefined ? kind.startsWith('Delete') : wasStored(object, unfinished, services));
  return {
    kind, namespace, resource, read,
    async prepare(unfinished) {
      const before = await read();
      if (await isDone(before, unfinished)) return { plan: unfinished?.spec.input?.plan as ReturnType<typeof planAccess>, store: () => Promise.resolve(before) };
      const after = change.decide(before, 'plan');
      return {
        plan: planAccess(resource.kind, name, before?.spec, after),
        input: { name },
        async store(options) {
          for (let current = before, attempt = 1; ; attempt += 1) {
            try {
              return await write(change, current, options, services);
            } catch (error) {
              if (error instanceof ApiError || !isConflict(error) || attempt >= CONFLICTS_MAX) throw error;
              current = await read();
            }
          }
        },
      };
    },
  };
};
