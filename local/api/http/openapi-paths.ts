import { OpenApiDocuments, type OpenApiDocument } from '../../schema/openapi.js';
import type { ApiCore } from '../core.js';
import type { ApiRequest } from './api-request.js';

/** Seconds for which a client may keep a document that it asked for by its digest. */
const IMMUTABLE_SECONDS = 31_536_000;

/** Answers the OpenAPI paths; the documents are those of the registry as it is now. Answers false for another path. */
export function createOpenApiPaths(core: ApiCore): (path: string, http: ApiRequest) => Promise<boolean> {
  let made: { readonly generation: number; readonly documents: OpenApiDocuments } | undefined;
  return async (path, http) => {
    if (!path.startsWith('/openapi/')) return false;
    const { generation } = core.registry;
    if (made?.generation !== generation) made = { generation, documents: new OpenApiDocuments(core.registry.all()) };
    const document = await find(made.documents, path);
    if (!document) return false;
    send(http, document);
    return true;
  };
}

async function find(documents: OpenApiDocuments, path: string): Promise<OpenApiDocument | undefined> {
  if (path === '/openapi/v2') return documents.version2();
  if (path === '/openapi/v3') return documents.index();
  return path.startsWith('/openapi/v3/') ? documents.group(path.slice('/openapi/v3/'.length)) : undefined;
}

function send({ request, response, query }: ApiRequest, { body, etag }: OpenApiDocument): void {
  const caching = query.has('hash') ? `public, max-age=${IMMUTABLE_SECONDS}, immutable` : 'no-cache, private';
  const headers = { 'ETag': etag, 'Vary': 'Accept', 'Cache-Control': caching };
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, { ...headers, 'Content-Type': 'application/json', 'Content-Length': body.length });
  response.end(body);
}
