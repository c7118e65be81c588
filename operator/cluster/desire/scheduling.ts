import type { PostgresClusterSpec } from '../../../schema/resource/postgres-cluster.js';

type Scheduled = Pick<PostgresClusterSpec, 'scheduling'>;

/** The fields of an instance's pod that say where it may run; none where nothing is asked for. */
export const scheduling = (spec: Scheduled): Record<string, unknown> => {
  const { nodeSelector } = spec.scheduling ?? {};
  return { ...admission(spec), ...(nodeSelector === undefined ? {} : { nodeSelector }) };
};

/** Those of a pod that has to be where its volumes are: what lets it onto a node, and no choice of one. */
export const admission = ({ scheduling: given = {} }: Scheduled): Record<string, unknown> => {
  const { tolerations, priorityClassName, imagePullSecrets } = given;
  return {
    ...(tolerations === undefined ? {} : { tolerations }),
    ...(priorityClassName === undefined ? {} : { priorityClassName }),
    ...(imagePullSecrets === undefined ? {} : { imagePullSecrets: imagePullSecrets.map((name) => ({ name })) }),
  };
};
