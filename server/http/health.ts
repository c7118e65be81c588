import type { FastifyInstance } from 'fastify';
import type { Services } from '../context.js';
import type { Metrics } from './metrics.js';

/** Why the server is not ready to answer; undefined when it is. */
export const whyNotReady = ({ cache, settings }: Pick<Services, 'cache' | 'settings'>): string | undefined => {
  if (!cache.synced) return 'The cache of Kubernetes objects is not synced yet.';
  if (settings.isConnected?.() === false) return 'Kubernetes does not tell of changes at the moment: answers may be old.';
  return settings.isReady?.() === false ? 'No leader of the operator is known.' : undefined;
};

/** Serves `/healthz` (the process lives), `/readyz` (queries are answered from a synced cache) and `/metrics`. */
export const serveHealth = (app: FastifyInstance, services: Services, metrics: Metrics): void => {
  app.get('/healthz', (_request, reply) => reply.type('text/plain').send('ok\n'));
  app.get('/readyz', (_request, reply) => {
    const reason = whyNotReady(services);
    return reply.code(reason === undefined ? 200 : 503).type('text/plain').send(`${reason ?? 'ok'}\n`);
  });
  app.get('/metrics', async (_request, reply) => reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()));
};
