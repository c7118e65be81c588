import type { Agent, request as HttpsRequest } from 'node:https';

/** What came back for a request. */
export interface Answer {
  readonly status: number;
  readonly correlationId: string | undefined;
  readonly text: string;
}

/** Sends a body to a URL by POST. */
export type Post = (url: string, headers: Readonly<Record<string, string>>, body: string, signal: AbortSignal) => Promise<Answer>;

const CORRELATION_HEADER = 'x-correlation-id';
/** Longest answer that is read, in bytes. */
const ANSWER_BYTES_MAX = 64 * 1_048_576;

/** POST by the platform's own fetch. */
export const postByFetch = (doFetch: typeof fetch): Post => async (url, headers, body, signal) => {
  const response = await doFetch(url, { method: 'POST', headers, body, signal });
  return { status: response.status, correlationId: response.headers.get(CORRELATION_HEADER) ?? undefined, text: await response.text() };
};

/** POST with an authority to trust or a certificate to show, which fetch cannot be told. For Node only. */
export const postByNode = (tls: { readonly ca?: string; readonly cert?: string; readonly key?: string }): Post => {
  let agent: Promise<{ agent: Agent; request: typeof HttpsRequest }> | undefined;
  const connect = async (): Promise<{ agent: Agent; request: typeof HttpsRequest }> => {
    const https = await import('node:https');
    return { agent: new https.Agent({ ...tls, keepAlive: true }), request: https.request };
  };
  return async (url, headers, body, signal) => {
    const { agent: pool, request } = await (agent ??= connect());
    return new Promise((resolve, reject) => {
      const sent = request(url, { method: 'POST', headers, agent: pool, signal }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
          if (text.length > ANSWER_BYTES_MAX) response.destroy(new Error(`The answer is longer than ${ANSWER_BYTES_MAX} bytes.`));
        });
        response.on('error', reject);
        response.on('end', () => {
          const header = response.headers[CORRELATION_HEADER];
          resolve({ status: response.statusCode ?? 0, correlationId: typeof header === 'string' ? header : undefined, text });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  };
};
