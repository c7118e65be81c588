import type { KubeObject } from '../../object.js';
import { StatusError } from '../../status-error.js';
import type { ApiCore } from '../core.js';
import { badRequest, conflict, methodNotAllowed, notServed } from '../errors.js';
import type { ResourceDefinition } from '../registry/resource-definition.js';
import { createObjectStatus, evictPod } from '../verbs/evict.js';
import { flag, parameter, type ApiRequest } from './api-request.js';
import { sendObject } from './read-requests.js';
import { sendJson } from './respond.js';
import { nodeOf, podOf, type ResourcePath, type SpecialParts } from './special-paths.js';
import { checkedOptions, patchRequest, putObject, readRequestBody, writeOptions } from './write-requests.js';

/** A request for a subresource of a pod. */
export interface PodRequest {
  readonly path: ResourcePath;
  readonly http: ApiRequest;
  readonly verb: string;
  readonly definition: ResourceDefinition;
}

/** The subresources of pods other than status. */
export async function podSubresource(core: ApiCore, parts: SpecialParts, request: PodRequest): Promise<void> {
  const { path, http, verb, definition } = request;
  switch (path.subresource) {
    case 'log':
      if (verb !== 'get') throw methodNotAllowed();
      return sendLog(core, parts, request);
    case 'binding':
      return bind(core, request);
    case 'eviction':
      return evict(core, request);
    case 'exec':
    case 'attach':
    case 'portforward':
      podOf(core, path);
      throw badRequest('Upgrade request required');
    case 'ephemeralcontainers':
    case 'resize': {
      if (verb === 'get') return sendObject(core, http, { definition, object: podOf(core, path), code: 200 });
      const target = { definition, namespace: path.namespace, name: path.name ?? '', subresource: path.subresource };
      return verb === 'update' ? putObject(core, http, target) : patchRequest(core, http, target);
    }
    default:
      throw notServed();
  }
}

/** The container that a request names, or the only one. Throws BadRequest. */
export function containerOf(pod: KubeObject, asked: string | undefined): string {
  const spec = pod.spec as { containers?: { name: string }[]; initContainers?: { name: string }[]; ephemeralContainers?: { name: string }[] };
  const names = (spec.containers ?? []).map(({ name }) => name);
  const initNames = (spec.initContainers ?? []).map(({ name }) => name);
  const every = [...names, ...initNames, ...(spec.ephemeralContainers ?? []).map(({ name }) => name)];
  if (asked === undefined) {
    const [only, ...others] = names;
    if (only !== undefined && others.length === 0) return only;
    const inits = initNames.length > 0 ? ` or one of the init containers: [${initNames.join(' ')}]` : '';
    throw badRequest(`a container name must be specified for pod ${pod.metadata.name}, choose one of: [${names.join(' ')}]${inits}`);
  }
  if (!every.includes(asked)) throw badRequest(`container ${asked} is not valid for pod ${pod.metadata.name}`);
  return asked;
}

async function sendLog(core: ApiCore, parts: SpecialParts, { path, http }: PodRequest): Promise<void> {
  const pod = podOf(core, path);
  const { query, response } = http;
  const container = containerOf(pod, parameter(query, 'container'));
  const number = (name: string): number | undefined => {
    const value = parameter(query, name);
    if (value === undefined) return undefined;
    if (!/^-?\d+$/.test(value)) throw badRequest(`${name}: "${value}" is no number`);
    return Number(value);
  };
  const [tailLines, sinceSeconds, limitBytes] = [number('tailLines'), number('sinceSeconds'), number('limitBytes')];
  const sinceTime = parameter(query, 'sinceTime');
  checkLogOptions({ tailLines, sinceSeconds, limitBytes, sinceTime }, pod);
  if (!(pod.spec as { nodeName?: string }).nodeName) {
    response.writeHead(200, { 'Content-Type': 'text/plain' });
    response.end();
    return;
  }
  const abort = new AbortController();
  response.once('close', () => abort.abort());
  const stream = await nodeOf(parts).logs(pod, {
    container, follow: flag(query, 'follow'), previous: flag(query, 'previous'), timestamps: flag(query, 'timestamps'),
    ...(tailLines === undefined ? {} : { tailLines }), ...(sinceSeconds === undefined ? {} : { sinceSeconds }),
    ...(limitBytes === undefined ? {} : { limitBytes }), ...(sinceTime === undefined ? {} : { sinceTime }),
  }, abort.signal);
  response.writeHead(200, { 'Content-Type': 'text/plain', 'Cache-Control': 'no-cache, private' });
  response.flushHeaders();
  stream.on('error', () => response.destroy());
  response.once('close', () => stream.destroy());
  stream.pipe(response);
}

interface LogLimits {
  readonly tailLines: number | undefined;
  readonly sinceSeconds: number | undefined;
  readonly limitBytes: number | undefined;
  readonly sinceTime: string | undefined;
}

function checkLogOptions({ tailLines, sinceSeconds, limitBytes, sinceTime }: LogLimits, pod: KubeObject): void {
  const fault =
    tailLines !== undefined && tailLines < 0 ? ['tailLines', `Invalid value: ${tailLines}: must be greater than or equal to 0`]
    : limitBytes !== undefined && limitBytes < 1 ? ['limitBytes', `Invalid value: ${limitBytes}: must be greater than 0`]
    : sinceSeconds !== undefined && sinceTime !== undefined ? ['', 'Forbidden: at most one of `sinceTime` or `sinceSeconds` may be specified']
    : sinceSeconds !== undefined && sinceSeconds < 1 ? ['sinceSeconds', `Invalid value: ${sinceSeconds}: must be greater than 0`]
    : undefined;
  if (!fault) return;
  const [field = '', message = ''] = fault;
  throw new StatusError(422, 'Invalid', `PodLogOptions "${pod.metadata.name}" is invalid: ${field}: ${message}`, {
    name: pod.metadata.name, kind: 'PodLogOptions', causes: [{ reason: message.startsWith('Forbidden') ? 'FieldValueForbidden' : 'FieldValueInvalid', message, field }],
  });
}

/** POST pods/NAME/binding: what a scheduler does. */
async function bind(core: ApiCore, { path, http, verb, definition }: PodRequest): Promise<void> {
  if (verb !== 'create') throw methodNotAllowed();
  const { value } = await readRequestBody(http);
  const binding = (value ?? {}) as { target?: { kind?: string; name?: string }; metadata?: { uid?: string } };
  const nodeName = binding.target?.name;
  if (!nodeName) throw badRequest('target.name: Required value');
  const pod = podOf(core, path);
  const { name } = pod.metadata;
  if (binding.metadata?.uid && binding.metadata.uid !== pod.metadata.uid) throw conflict(definition, name, `Precondition failed: UID in precondition: ${binding.metadata.uid}, UID in object meta: ${pod.metadata.uid ?? ''}`);
  if (pod.metadata.deletionTimestamp) throw conflict(definition, name, `pod ${name} is being deleted, cannot be assigned to a host`);
  const spec = pod.spec as { nodeName?: string };
  if (spec.nodeName) throw conflict({ ...definition, plural: 'pods/binding' }, name, `pod ${name} is already assigned to node "${spec.nodeName}"`);
  const { dryRun } = writeOptions(http);
  const scheduled = { type: 'PodScheduled', status: 'True', lastTransitionTime: new Date(core.clock()).toISOString().replace(/\.\d+Z$/, 'Z') };
  const status = (pod.status ?? {}) as { conditions?: { type: string }[] };
  const conditions = [...(status.conditions ?? []).filter(({ type }) => type !== 'PodScheduled'), scheduled];
  if (!dryRun) core.store.put('pods', { ...pod, spec: { ...spec, nodeName }, status: { ...status, conditions } });
  await core.store.settled();
  sendJson(http.response, 201, JSON.stringify(createObjectStatus()));
}

/** POST pods/NAME/eviction: deletes the pod unless a disruption budget forbids it. */
async function evict(core: ApiCore, { path, http, verb, definition }: PodRequest): Promise<void> {
  if (verb !== 'create') throw methodNotAllowed();
  const { value } = await readRequestBody(http);
  const eviction = (value ?? {}) as { metadata?: { name?: string }; deleteOptions?: Parameters<typeof checkedOptions>[0] };
  if (eviction.metadata?.name !== undefined && eviction.metadata.name !== path.name) throw badRequest(`name in URL does not match name in Eviction object`);
  const { options, dryRun } = checkedOptions(eviction.deleteOptions ?? {});
  evictPod(core, { definition, pod: podOf(core, path), options, dryRun: dryRun || writeOptions(http).dryRun });
  await core.store.settled();
  sendJson(http.response, 201, JSON.stringify(createObjectStatus()));
}
