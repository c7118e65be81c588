import type { FastifyRequest } from 'fastify';
import type { Context, Services } from '../context.js';
import { traceParentOf } from './correlation-id.js';

/** What resolvers get for a request. Throws for one that nobody has been found for, which is a fault of ours. */
export const requestContext = ({ viewer, correlationId, ip, requestsLeft, headers }: FastifyRequest, services: Services): Context => {
  if (viewer === null) throw new Error('A request came past authentication without a viewer.');
  return { viewer, address: ip, requestsLeft, correlationId, traceParent: traceParentOf(headers), services };
};
