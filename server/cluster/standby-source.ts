import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import { SECRET } from '../../kube/core-kinds.js';
import type { CreateClusterInput } from '../../schema/graphql/cluster-inputs.js';
import { LABEL_CLUSTER } from '../../schema/naming/labels.js';
import { applicationDatabase, applicationUser, STORAGE_SIZE_DEFAULT } from '../../schema/resource/cluster-defaults.js';
import type { StandbySpec } from '../../schema/resource/cluster-standby.js';
import { checkStandby } from '../../schema/standby/check-standby.js';
import { dataSizeOf } from '../../schema/storage/auto-grow.js';
import { may } from '../auth/viewer.js';
import type { Context } from '../context.js';
import { ApiError, badUserInput } from '../error/api-error.js';
import { refuseIssues } from '../error/checked.js';

/** A cluster that follows another one: its input with what that one makes of the defaults, and what is stored. */
export interface StandbyInputAndSpec {
  readonly input: CreateClusterInput;
  readonly standby?: StandbySpec;
}

/** Checks what a new cluster shall follow. Throws an `ApiError` that names what is wrong. */
export const standbySource = async (input: CreateClusterInput, context: Context): Promise<StandbyInputAndSpec> => {
  if (input.standby == null) return { input };
  const standby = given(input.standby);
  refuseIssues(checkStandby('standby', standby));
  if (input.source != null) throw badUserInput('standby', 'it cannot be given together with `source`', 'A standby takes its data from the cluster that it follows: leave `source` out.');
  if ((input.policies ?? []).length > 0) throw badUserInput('policies', 'a standby takes no writes', 'Apply them with `applyPolicy` once it is promoted.');
  if (!may(context.viewer, 'RESTORE', input.namespace)) {
    throw new ApiError('FORBIDDEN', `You may not copy the data of clusters in the namespace "${input.namespace}".`, {
      permission: 'RESTORE', namespace: input.namespace, suggestion: 'Ask an administrator for a role with the permission RESTORE there.',
    });
  }
  if (standby.cluster === undefined) {
    await requireCredentials(input, standby.credentials ?? '', context);
    return { input, standby };
  }
  return { input: await withDefaultsOf(input, standby.cluster, context), standby };
};

const given = ({ cluster, host, port, credentials }: NonNullable<CreateClusterInput['standby']>): StandbySpec => ({
  ...(cluster == null ? {} : { cluster }), ...(host == null ? {} : { host }),
  ...(port == null ? {} : { port }), ...(credentials == null ? {} : { credentials }),
});

/** A standby is like the cluster that it follows in what the caller leaves open. */
const withDefaultsOf = async (input: CreateClusterInput, name: string, { services: { client } }: Context): Promise<CreateClusterInput> => {
  const { namespace } = input;
  const followed = name === input.name ? undefined : await client.get(POSTGRES_CLUSTER, { namespace, name });
  if (followed === undefined) {
    throw new ApiError('NOT_FOUND', `There is no other cluster "${name}" in the namespace "${namespace}" to follow.`, {
      field: 'standby.cluster', suggestion: 'Check the name; a cluster elsewhere is followed by its `host`.',
    });
  }
  const version = followed.spec.postgresVersion ?? followed.status?.postgresVersion;
  if (input.postgresVersion != null && version !== undefined && input.postgresVersion !== version) {
    throw badUserInput('postgresVersion', `"${name}" runs PostgreSQL ${version}`, `Use ${version}, or leave it out.`);
  }
  const { storageSize = STORAGE_SIZE_DEFAULT } = input;
  return {
    ...input,
    ...(version === undefined ? {} : { postgresVersion: version }),
    database: input.database ?? applicationDatabase(name, followed.spec),
    user: input.user ?? applicationUser(name, followed.spec),
    storageSize: storageSize === STORAGE_SIZE_DEFAULT ? dataSizeOf(followed) : storageSize,
  };
};

const requireCredentials = async ({ namespace, name: cluster }: CreateClusterInput, name: string, { services: { client } }: Context): Promise<void> => {
  const secret = await client.get(SECRET, { namespace, name });
  if (secret?.metadata.labels?.[LABEL_CLUSTER] === cluster) return;
  throw new ApiError('FAILED_PRECONDITION', `There is no Secret "${name}" with the label ${LABEL_CLUSTER}=${cluster} in the namespace "${namespace}".`, {
    field: 'standby.credentials', suggestion: 'Make it as the page on standby clusters says, and label it.',
  });
};
