import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { StatusError } from '../../status-error.js';
import type { KeyPair } from '../certificates/issue-certificate.js';
import { asStatusError, sendError } from './respond.js';

/** Requests in work at a time, watches and streams not counted; more are refused with 429. */
export const MAXIMUM_REQUESTS_IN_FLIGHT = 400;
/** Milliseconds an idle connection is kept. */
const KEEP_ALIVE_MS = 120_000;
/** Milliseconds in which a request's head must have arrived. */
const HEADERS_TIMEOUT_MS = 30_000;

/** What a server does with its requests. */
export interface RequestHandler {
  /** Answers a request; a rejection is sent as its Status. Resolves when the request counts no longer as being in work. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Takes over a connection for a stream; a rejection refuses it. */
  upgrade(request: IncomingMessage, socket: Socket, head: Buffer): Promise<void>;
}

/** What a server shows of itself, and its limit. */
export interface ServerSettings {
  readonly serving: KeyPair;
  /** The certificate of the authority that signs client certificates, as PEM. */
  readonly authority: string;
  readonly maximumRequestsInFlight: number;
}

/** Makes the HTTPS server. Client certificates are asked for and checked by the handler. */
export function createApiServer(handler: RequestHandler, { serving, authority, maximumRequestsInFlight }: ServerSettings): Server {
  let inFlight = 0;
  const server = createServer({ cert: serving.certificate, key: serving.key, ca: authority, requestCert: true, rejectUnauthorized: false, minVersion: 'TLSv1.2' });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = 0;
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    response.on('error', () => response.destroy());
    if (inFlight >= maximumRequestsInFlight) {
      request.resume();
      return sendError(response, new StatusError(429, 'TooManyRequests', 'Too many requests, please try again later.', { retryAfterSeconds: 1 }));
    }
    inFlight += 1;
    void handler
      .handle(request, response)
      .catch((error: unknown) => refuse(request, response, error))
      .finally(() => {
        inFlight -= 1;
      });
  });
  server.on('upgrade', (request: IncomingMessage, socket: TLSSocket, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    void handler.upgrade(request, socket, head).catch((error: unknown) => refuseUpgrade(socket, asStatusError(error)));
  });
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  return server;
}

function refuse(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (!request.complete) {
    // What is still on its way is not read: the connection ends with the answer.
    response.setHeader('Connection', 'close');
    request.resume();
  }
  if (response.headersSent) response.destroy();
  else sendError(response, asStatusError(error));
}

function refuseUpgrade(socket: Socket, error: StatusError): void {
  const body = JSON.stringify(error.body);
  socket.end(`HTTP/1.1 ${error.code} ${error.reason || 'Error'}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`);
}
