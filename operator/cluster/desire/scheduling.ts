import type { PostgresClusterSpec } from '../../../schema/resource/postgres-cluster.js';

/** The fields of a pod that say where it may run; none where nothing is asked for. */
export const scheduling = ({ scheduling: given = {} }: Pick<PostgresClusterSpec, 'scheduling'>): Record<string, unknown> => {
  const { tolerations, nodeSelector, priorityClassName, imagePullSecrets } = given;
  return {
    ...(tolerations === undefined ? {} : { tolerations }),
    ...(nodeSelector === undefined ? {} : { nodeSelector }),
    ...(priorityClassName === undefined ? {} : { priorityClassName }),
    ...(imagePullSecrets === undefined ? {} : { imagePullSecrets: imagePullSecrets.map((name) => ({ name })) }),
  };
};
