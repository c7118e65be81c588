import type { CompleteClusterSpec } from '../../schema/resource/cluster-defaults.js';
import { FORBIDDEN_PARAMETERS } from '../../schema/postgres/parameters/forbidden-parameters.js';
import { findParameter, hasParameter, nearestParameter } from '../../schema/postgres/parameters/find-parameter.js';
import { parseQuantity } from '../../schema/validation/quantity.js';
import { catalogueEntry, type ImageCatalogue } from '../image-catalogue.js';
import { REPLICATION_USER, REWIND_USER, SUPERUSER } from '../postgres/instance-layout.js';

const RESERVED_USERS = new Set([SUPERUSER, REPLICATION_USER, REWIND_USER]);

/** Why a specification cannot be carried out, as one sentence; undefined when it can. */
export const specFault = (spec: CompleteClusterSpec, catalogue: ImageCatalogue, running?: number): string | undefined => {
  const offered = catalogue.map(({ version }) => version).join(', ');
  if (catalogueEntry(catalogue, spec.postgresVersion) === undefined) {
    return `spec.postgresVersion: ${spec.postgresVersion} is not on offer; choose one of ${offered}.`;
  }
  if (running !== undefined && running !== spec.postgresVersion) {
    return `spec.postgresVersion: the cluster runs ${running}; its major version cannot be changed to ${spec.postgresVersion} in place.`;
  }
  if (spec.durability === 'STRICT_SYNC' && spec.replicas === 0) {
    return 'spec.durability: STRICT_SYNC needs at least one replica, without one nothing could be committed; set spec.replicas.';
  }
  if ((parseQuantity(spec.storage.size) ?? 0) <= 0) return `spec.storage.size: "${spec.storage.size}" is no size; write for example "10Gi".`;
  const reserved = [...(spec.users ?? []).map(({ name }) => name)].find((name) => RESERVED_USERS.has(name) || name.startsWith('pg_'));
  if (reserved !== undefined) return `spec.users: the name "${reserved}" is reserved; choose another.`;
  return parameterFault(spec);
};

const parameterFault = (spec: CompleteClusterSpec): string | undefined => {
  for (const name of Object.keys(spec.parameters ?? {})) {
    const forbidden = FORBIDDEN_PARAMETERS.find((parameter) => parameter.name === name.toLowerCase());
    if (forbidden !== undefined) return `spec.parameters.${name}: cannot be set. ${forbidden.suggestion}`;
    const known = findParameter(name);
    if (known === undefined && !name.includes('.')) {
      const meant = nearestParameter(name);
      return `spec.parameters.${name}: PostgreSQL has no such parameter${meant === undefined ? '' : `; did you mean ${meant}?`}`;
    }
    if (known !== undefined && !hasParameter(known, spec.postgresVersion)) {
      return `spec.parameters.${name}: PostgreSQL ${spec.postgresVersion} does not have it.`;
    }
  }
  return undefined;
};
