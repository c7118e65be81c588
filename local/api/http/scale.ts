import type { KubeObject } from '../../object.js';
import { mergePatch } from '../../patch/apply-patch.js';
import jsonPatch, { type Operation } from 'fast-json-patch';
import type { ApiCore } from '../core.js';
import { StatusError } from '../../status-error.js';
import { badRequest, invalid, methodNotAllowed, notFound, staleWrite } from '../errors.js';
import { presented, type ResourceDefinition } from '../registry/resource-definition.js';
import { selectorText } from '../selectors/selector-text.js';
import { updateObject } from '../verbs/update.js';
import type { ApiRequest } from './api-request.js';
import { sendJson } from './respond.js';
import { patchType, readRequestBody, writeOptions } from './write-requests.js';

/** The workload whose scale is read or written. */
export interface ScaleTarget {
  readonly definition: ResourceDefinition;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly verb: string;
}

interface Scale {
  readonly metadata: { readonly resourceVersion?: string; readonly uid?: string };
  readonly spec?: { readonly replicas?: number };
}

const DEFAULT_PATHS = { specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.replicas' };

/** GET, PUT and PATCH of a workload's scale (autoscaling/v1). */
export async function scaleSubresource(core: ApiCore, http: ApiRequest, target: ScaleTarget): Promise<void> {
  const { definition, namespace, name, verb } = target;
  const stored = core.store.get(definition.storage, namespace, name);
  if (!stored) throw notFound(definition, name);
  if (verb === 'get') return send(http, scaleOf(definition, stored));
  if (verb !== 'update' && verb !== 'patch') throw methodNotAllowed();
  const type = verb === 'patch' ? patchType(http) : undefined;
  const { value } = await readRequestBody(http);
  const current = core.store.get(definition.storage, namespace, name);
  if (!current) throw notFound(definition, name);
  const wanted = type === undefined ? value : patched(scaleOf(definition, current), type, value);
  const scale = checked(wanted, target);
  if (scale.metadata.resourceVersion && scale.metadata.resourceVersion !== current.metadata.resourceVersion) throw staleWrite(definition, name);
  const body = withReplicas(presented(definition, current), pathOf(definition), scale.spec?.replicas ?? 0);
  const { object } = updateObject(core, { definition, namespace, name, body, subresource: 'scale', source: 'patch' }, writeOptions(http));
  await core.store.settled();
  send(http, scaleOf(definition, object));
}

function patched(current: object, type: string, patch: unknown): unknown {
  if (type !== 'application/json-patch+json') return mergePatch(current, patch);
  try {
    return jsonPatch.applyPatch(structuredClone(current), patch as Operation[], true).newDocument;
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new StatusError(422, 'Invalid', 'the server rejected our request due to an error in our request', { causes: [{ reason: 'FieldValueInvalid', message: why, field: 'patch' }] });
  }
}

function checked(value: unknown, { name }: ScaleTarget): Scale {
  if (typeof value !== 'object' || value === null) throw badRequest('the body must be an autoscaling/v1 Scale');
  const { kind, metadata, spec } = value as { kind?: string; metadata?: Scale['metadata']; spec?: Scale['spec'] };
  if (kind !== undefined && kind !== 'Scale') throw badRequest(`expected an autoscaling/v1 Scale, got a ${kind}`);
  const replicas = spec?.replicas ?? 0;
  if (!Number.isInteger(replicas)) throw badRequest('spec.replicas: must be a whole number');
  if (replicas < 0) {
    throw invalid({ group: 'autoscaling', kind: 'Scale' }, name, [{ reason: 'FieldValueInvalid', message: `Invalid value: ${replicas}: must be greater than or equal to 0`, field: 'spec.replicas' }]);
  }
  return { metadata: metadata ?? {}, spec: { replicas } };
}

function scaleOf(definition: ResourceDefinition, stored: KubeObject): object {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = stored.metadata;
  const paths = definition.scale ?? DEFAULT_PATHS;
  const selector = definition.scale ? (definition.scale.labelSelectorPath ? valueAt(stored, definition.scale.labelSelectorPath) : undefined) : selectorText(valueAt(stored, '.spec.selector'));
  const replicas = valueAt(stored, paths.specReplicasPath);
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: replicas === undefined || replicas === 0 ? {} : { replicas },
    status: { replicas: Number(valueAt(stored, paths.statusReplicasPath) ?? 0), ...(selector ? { selector } : {}) },
  };
}

function pathOf({ scale }: ResourceDefinition): string {
  return (scale ?? DEFAULT_PATHS).specReplicasPath;
}

function valueAt(object: unknown, path: string): unknown {
  return keys(path).reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined), object);
}

function withReplicas(object: KubeObject, path: string, replicas: number): KubeObject {
  const set = (value: unknown, [key = '', ...rest]: string[]): unknown => {
    const parent = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
    return { ...parent, [key]: rest.length === 0 ? replicas : set(parent[key], rest) };
  };
  return set(object, keys(path)) as KubeObject;
}

function keys(path: string): string[] {
  return path.split('.').filter((key) => key !== '');
}

function send(http: ApiRequest, scale: object): void {
  sendJson(http.response, 200, JSON.stringify(scale));
}
