import type { IncomingMessage } from 'node:http';
import { parse as parseYaml } from 'yaml';
import { StatusError } from '../../status-error.js';
import { badRequest } from '../errors.js';

/** Bytes of a request body; more is refused with 413. */
export const MAXIMUM_BODY_BYTES = 3 * 1024 * 1024;
/** Milliseconds in which a body must have arrived. */
const BODY_TIMEOUT_MS = 60_000;

/** Reads a body. Throws StatusError: 413 for one that is too large, 408 for one that does not arrive. */
export async function readBodyText(request: IncomingMessage): Promise<string> {
  return (await readBodyBytes(request)).toString('utf8');
}

/** Reads a body as bytes; see readBodyText. */
export function readBodyBytes(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const timer = setTimeout(() => fail(new StatusError(408, 'Timeout', `the body of the request did not arrive within ${BODY_TIMEOUT_MS} ms`)), BODY_TIMEOUT_MS);
    const fail = (error: Error): void => {
      clearTimeout(timer);
      request.removeAllListeners('data');
      request.resume();
      reject(error);
    };
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MAXIMUM_BODY_BYTES) return fail(tooLarge());
      chunks.push(chunk);
    });
    request.on('end', () => {
      clearTimeout(timer);
      resolve(Buffer.concat(chunks));
    });
    request.on('error', fail);
    if (Number(request.headers['content-length'] ?? 0) > MAXIMUM_BODY_BYTES) fail(tooLarge());
  });
}

function tooLarge(): StatusError {
  return new StatusError(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${MAXIMUM_BODY_BYTES}`, {});
}

/** The media type of a Content-Type header, without parameters, in lower case. */
export function mediaType(header: string | undefined): string {
  return (header ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

const JSON_TYPES = ['', 'application/json', 'application/json-patch+json', 'application/merge-patch+json', 'application/strategic-merge-patch+json'];
const YAML_TYPES = ['application/yaml', 'application/apply-patch+yaml'];

/** Parses a body by its media type. Throws StatusError: 415 for another type, 400 for a text that is none of it. */
export function parseBody(text: string, type: string): unknown {
  if (JSON_TYPES.includes(type)) return parseJson(text);
  if (!YAML_TYPES.includes(type)) {
    throw new StatusError(415, 'UnsupportedMediaType', `the body of the request was in an unknown format - accepted media types include: application/json, application/yaml`, {});
  }
  if (text.trimStart().startsWith('{')) return parseJson(text);
  try {
    // Timestamps stay texts, and anchors cannot grow a small body into a large one.
    return parseYaml(text, { schema: 'core', maxAliasCount: 100, uniqueKeys: false }) as unknown;
  } catch (error) {
    throw badRequest(`error decoding YAML: ${firstLine(error)}`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw badRequest(`couldn't get version/kind; json parse error: ${firstLine(error)}`);
  }
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n')[0] ?? '';
}
