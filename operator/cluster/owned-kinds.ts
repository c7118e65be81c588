import {
  CONFIG_MAP, DEPLOYMENT, JOB, NETWORK_POLICY, PERSISTENT_VOLUME_CLAIM, POD, POD_DISRUPTION_BUDGET, ROLE, ROLE_BINDING, SECRET, SERVICE, SERVICE_ACCOUNT, STATEFUL_SET,
} from '../../kube/core-kinds.js';
import { POSTGRES_BACKUP } from '../../kube/kinds.js';
import type { Kind, KubeObject } from '../../kube/kube-object.js';

/** Every kind of object that a cluster consists of, all of them in the cache. */
export const OWNED_KINDS: readonly Kind[] = [
  STATEFUL_SET, DEPLOYMENT, POD, PERSISTENT_VOLUME_CLAIM, SERVICE, SECRET, CONFIG_MAP, SERVICE_ACCOUNT, ROLE, ROLE_BINDING, POD_DISRUPTION_BUDGET, NETWORK_POLICY, JOB, POSTGRES_BACKUP,
];

/** The kind of an object that a cluster consists of. */
export const kindOf = (object: KubeObject): Kind => {
  const kind = OWNED_KINDS.find((candidate) => candidate.kind === object.kind && candidate.apiVersion === object.apiVersion);
  if (kind === undefined) throw new TypeError(`${object.kind} is no kind that a cluster consists of`);
  return kind;
};
