import type { KubeObject } from '../../kube/kube-object.js';
import { POSTGRES_OPERATION } from '../../kube/kinds.js';
import { ANNOTATION_OPERATION } from '../../schema/naming/labels.js';
import { askedLater } from '../../schema/naming/asked-later.js';
import type { PostgresOperation } from '../../schema/resource/postgres-operation.js';
import type { Services } from '../context.js';

/**
 * Whether an earlier attempt of an operation wrote its change to an object before it was cut off: the object names
 * that operation, or one that was asked for later.
 */
export const wasStored = async (object: KubeObject, operation: PostgresOperation, { client }: Services): Promise<boolean> => {
  const name = object.metadata.annotations?.[ANNOTATION_OPERATION];
  if (name === operation.metadata.name) return true;
  if (name === undefined) return false;
  const latest = await client.get(POSTGRES_OPERATION, { namespace: operation.metadata.namespace ?? '', name });
  return latest !== undefined && askedLater(latest, operation) === true;
};
