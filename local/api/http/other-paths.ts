import { createHash } from 'node:crypto';
import type { ApiCore } from '../core.js';
import { methodNotAllowed } from '../errors.js';
import { AGGREGATED_MEDIA_TYPE, DiscoveryDocuments } from '../discovery/discovery-documents.js';
import type { ApiRequest } from './api-request.js';
import { negotiate } from './negotiate.js';
import { createOpenApiPaths } from './openapi-paths.js';
import { sendJson, sendText } from './respond.js';

/** The version that clients are told. */
const VERSION = {
  major: '1', minor: '36', gitVersion: 'v1.36.0+pgo-local', gitCommit: '', gitTreeState: 'clean', buildDate: '1970-01-01T00:00:00Z', goVersion: 'go1.25.0', compiler: 'gc', platform: 'linux/amd64',
};

/** What the health paths stand for: an answer at all means that the server works and its store is open. */
const CHECKS: readonly string[] = ['ping', 'log', 'etcd', 'poststarthook/crd-informer-synced', 'poststarthook/rbac/bootstrap-roles'];

/** Paths outside of the resources: version, health, discovery and OpenAPI. */
export function createOtherPaths(core: ApiCore, address: string): (path: string, http: ApiRequest) => Promise<boolean> {
  let documents: { readonly generation: number; readonly discovery: DiscoveryDocuments } | undefined;
  const discovery = (): DiscoveryDocuments => {
    if (documents?.generation !== core.registry.generation) {
      documents = { generation: core.registry.generation, discovery: new DiscoveryDocuments(core.registry.all(), address) };
    }
    return documents.discovery;
  };
  const openApi = createOpenApiPaths(core);
  return async (path, http) => answer(path.replace(/\/$/, ''), http, discovery) || (await openApi(path, http));
}

function answer(path: string, http: ApiRequest, discovery: () => DiscoveryDocuments): boolean {
  const { response } = http;
  const health = /^\/(healthz|livez|readyz)(?:\/(.+))?$/.exec(path);
  if (health) {
    const [, name = '', check] = health;
    if (check !== undefined && !CHECKS.includes(check)) return false;
    const verbose = http.query.has('verbose') && check === undefined;
    sendText(response, 200, verbose ? `${CHECKS.map((one) => `[+]${one} ok\n`).join('')}${name} check passed\n` : 'ok');
    return true;
  }
  const body = path === '/version' ? VERSION : discoveryBody(path, http, discovery());
  if (body === undefined) return false;
  if (http.request.method !== 'GET' && http.request.method !== 'HEAD') throw methodNotAllowed();
  const isAggregated = (body as { kind?: string }).kind === 'APIGroupDiscoveryList';
  const text = JSON.stringify(body);
  if (!isAggregated) sendJson(response, 200, text);
  else {
    const etag = `"${createHash('sha512').update(text).digest('hex').toUpperCase()}"`;
    response.setHeader('ETag', etag).setHeader('Vary', 'Accept');
    if (http.request.headers['if-none-match'] === etag) response.writeHead(304).end();
    else sendJson(response, 200, text, AGGREGATED_MEDIA_TYPE);
  }
  return true;
}

function discoveryBody(path: string, { request }: ApiRequest, discovery: DiscoveryDocuments): object | undefined {
  if (path === '') return { paths: discovery.paths() };
  if (path === '/api' || path === '/apis') {
    const { shape, version } = negotiate(request.headers.accept, ['APIGroupDiscoveryList']);
    if (shape === 'APIGroupDiscoveryList' && version === 'v2') return discovery.aggregated(path === '/api' ? 'core' : 'others');
    return path === '/api' ? discovery.coreVersions() : discovery.groupList();
  }
  const [, root, ...parts] = path.split('/');
  const [first = '', second] = parts;
  if (root === 'api' && parts.length === 1) return discovery.resourceList('', first);
  if (root !== 'apis') return undefined;
  return parts.length === 1 ? discovery.group(first) : parts.length === 2 ? discovery.resourceList(first, second ?? '') : undefined;
}
