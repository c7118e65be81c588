import type { ServerResponse } from 'node:http';
import { stringify as toYaml } from 'yaml';
import { StatusError } from '../../status-error.js';

/** Sends a JSON text. */
export function sendJson(response: ServerResponse, code: number, text: string, contentType = 'application/json'): void {
  if (response.headersSent) return;
  const body = Buffer.from(`${text}\n`);
  response.writeHead(code, { 'Content-Type': contentType, 'Content-Length': body.length, 'Cache-Control': 'no-cache, private' });
  response.end(body);
}

/** Answers with plain text. */
export function sendText(response: ServerResponse, code: number, text: string): void {
  response.writeHead(code, { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' });
  response.end(text);
}

/** Answers with YAML. */
export function sendYaml(response: ServerResponse, code: number, value: unknown): void {
  response.writeHead(code, { 'Content-Type': 'application/yaml', 'Cache-Control': 'no-cache, private' });
  response.end(toYaml(value));
}

/** Sends a refusal as its Status body. */
export function sendError(response: ServerResponse, error: StatusError): void {
  const seconds = error.body.details?.retryAfterSeconds;
  if (seconds !== undefined && !response.headersSent) response.setHeader('Retry-After', String(seconds));
  sendJson(response, error.code, JSON.stringify(error.body));
}

/** Any failure as a refusal; what was not foreseen is a 500 that says so. */
export function asStatusError(error: unknown): StatusError {
  if (error instanceof StatusError) return error;
  return new StatusError(500, 'InternalError', `Internal error occurred: ${error instanceof Error ? error.message : String(error)}`, {});
}

/** Adds a Warning header for each text. */
export function addWarnings(response: ServerResponse, warnings: readonly string[]): void {
  if (warnings.length > 0) response.setHeader('Warning', warnings.map((text) => `299 - ${JSON.stringify(text)}`));
}
