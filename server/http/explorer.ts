import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

const DEFAULT_QUERY = `# Put your token under "Headers": {"Authorization": "Bearer TOKEN"}.
# It is in the file admin.token of the data directory.

query Clusters {
  clusters {
    nodes {
      namespace
      name
      state
      message
      instances { name role ready lagBytes }
    }
  }
}
`;

/** Scripts and workers come from the page itself; nothing is asked of another host. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'", "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:", "worker-src 'self' blob:", "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:", "font-src 'self' data:", "connect-src 'self' ws: wss:", "frame-ancestors 'none'", "base-uri 'none'",
].join('; ');

/** Where the page hands the headers of the editor to its HTTP requests alone. */
const HEADERS_ONLY = /extensions:\{headers:(\w+)\?\.headers\}/;

/** The page, with the token that stands in the editor sent over WebSocket, too: subscriptions need it as queries do. */
export const withTokenForSubscriptions = (page: string): string => {
  if (!HEADERS_ONLY.test(page)) throw new Error('The explorer page is another one than this server knows.');
  return page.replace(HEADERS_ONLY, 'extensions:{headers:$1?.headers,connectionParams:$1?.headers}');
};

/** The page in both encodings: made at the first visit, since it has nine megabytes. */
const makePage = async (): Promise<{ plain: string; zipped: Buffer }> => {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const plain = withTokenForSubscriptions(renderGraphiQL({
    title: 'pgo', endpoint: '/graphql', subscriptionsProtocol: 'WS', defaultQuery: DEFAULT_QUERY,
    headers: JSON.stringify({ Authorization: 'Bearer ' }), shouldPersistHeaders: false, defaultEditorToolsVisibility: 'headers',
  }));
  return { plain, zipped: gzipSync(plain) };
};

/** Serves the explorer of the API at `/`. */
export const serveExplorer = (app: FastifyInstance): void => {
  let page: ReturnType<typeof makePage> | undefined;
  app.get('/', async (request, reply) => {
    const { plain, zipped } = await (page ??= makePage());
    const isZipped = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    void reply.type('text/html; charset=utf-8').header('content-security-policy', CONTENT_SECURITY_POLICY)
      .header('x-content-type-options', 'nosniff').header('vary', 'accept-encoding');
    if (isZipped) void reply.header('content-encoding', 'gzip');
    return reply.send(isZipped ? zipped : plain);
  });
};
