import { KubeError } from '../kube-error.js';

/** Longest part of an answer that is no Status which we repeat in an error. */
const FOREIGN_ANSWER_LENGTH_MAX = 300;

interface StatusBody {
  readonly kind?: unknown;
  readonly message?: unknown;
  readonly reason?: unknown;
  readonly code?: unknown;
  readonly details?: { readonly causes?: readonly { field?: string; message?: string; reason?: string }[] };
}

const parse = (text: string): StatusBody | undefined => {
  try {
    const body = JSON.parse(text) as unknown;
    return typeof body === 'object' && body !== null ? (body as StatusBody) : undefined;
  } catch {
    return undefined;
  }
};

/** The error that a Status object (in an answer or in a watch event) stands for. */
export const errorFromStatus = (code: number, body: object): KubeError => {
  const { reason, message, details } = body as StatusBody;
  return new KubeError(
    code,
    typeof reason === 'string' && reason !== '' ? reason : 'Unknown',
    typeof message === 'string' && message !== '' ? message : `the Kubernetes API answered ${code}`,
    { causes: details?.causes ?? [] },
  );
};

/** The error that an answer outside 2xx stands for; its body may be anything. */
export const errorFromAnswer = (code: number, text: string): KubeError => {
  const body = parse(text);
  if (body?.kind === 'Status') return errorFromStatus(code, body);
  const start = text.slice(0, FOREIGN_ANSWER_LENGTH_MAX).trim();
  return new KubeError(code, 'Unknown', `the Kubernetes API answered ${code}${start === '' ? '' : `: ${start}`}`);
};

/** Milliseconds that a Retry-After header in seconds asks for. */
export const retryAfterMs = (header: string | string[] | undefined): number | undefined => {
  const seconds = Number(Array.isArray(header) ? header[0] : header);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined;
};
