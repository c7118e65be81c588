import { CliError } from './cli-error.js';
import { exitCodes, type ExitCode } from './exit-code.js';

/** A failure in the form in which it is shown. */
export interface DescribedError {
  message: string;
  exitCode: ExitCode;
  field?: string;
  permission?: string;
  suggestion?: string;
  correlationId?: string;
}

/** Exit code for each refusal code of the API that has one of its own. */
const exitCodeByRefusal: Readonly<Record<string, ExitCode>> = {
  UNAUTHENTICATED: exitCodes.denied,
  FORBIDDEN: exitCodes.denied,
  NOT_FOUND: exitCodes.notFound,
  BAD_USER_INPUT: exitCodes.usage,
};

/** What a failed connection means, by the system's code. */
const networkReasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name could not be looked up',
  ETIMEDOUT: 'no answer came in time',
  EHOSTUNREACH: 'there is no way to that host',
  UND_ERR_CONNECT_TIMEOUT: 'no answer came in time',
  UND_ERR_SOCKET: 'the connection was cut',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not signed by an authority that is trusted here',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not signed by an authority that is trusted here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not signed by an authority that is trusted here',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  EPROTO: 'what listens there does not speak https',
  ERR_SSL_WRONG_VERSION_NUMBER: 'what listens there does not speak https',
};

const textOf = (error: object, key: string): string | undefined => {
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** The error and its causes, outermost first; bounded, since causes may form a ring. */
const causesOf = (error: unknown): object[] => {
  const chain: object[] = [];
  let current: unknown = error;
  while (typeof current === 'object' && current !== null && chain.length < 8) {
    chain.push(current);
    current = Reflect.get(current, 'cause');
  }
  return chain;
};

const optional = (details: Record<string, string | undefined>): Partial<DescribedError> =>
  Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));

const whatToDo = (code: string): string => {
  if (code.includes('CERT') || code.includes('VERIFY')) return 'Name the certificate authority of the server with --ca-file or PGO_CA_CERT.';
  if (code === 'EPROTO' || code.startsWith('ERR_SSL')) return 'Write http:// in place of https://, or start the server with --tls.';
  return 'Start a server with `npm start`, or name another one with --url, PGO_URL or `pgo config use-context`.';
};

const describeUnreachable = (code: string, url: string | undefined): DescribedError => ({
  message: `Cannot reach the pgo server${url === undefined ? '' : ` at ${url}`}: ${networkReasons[code] ?? code}.`,
  exitCode: exitCodes.failed,
  suggestion: whatToDo(code),
});

const describeRefusal = (error: object, code: string): DescribedError => {
  const permission = textOf(error, 'permission');
  const suggestion = textOf(error, 'suggestion')
    ?? (code === 'UNAUTHENTICATED' ? 'Log in with `pgo login`.' : undefined);
  return {
    message: textOf(error, 'message') ?? code,
    exitCode: exitCodeByRefusal[code] ?? exitCodes.failed,
    ...optional({ field: textOf(error, 'field'), permission, suggestion, correlationId: textOf(error, 'correlationId') }),
  };
};

const isAbort = (error: object): boolean => textOf(error, 'name') === 'AbortError';

/** Turns whatever was thrown into what is shown and the exit code. `url` names the server in connection failures. */
export const describeError = (error: unknown, url?: string): DescribedError => {
  if (error instanceof CliError) {
    return { message: error.message, exitCode: error.exitCode, ...optional({ field: error.field, suggestion: error.suggestion }) };
  }
  const chain = causesOf(error);
  const outermost = chain[0];
  if (outermost === undefined) return { message: String(error), exitCode: exitCodes.failed };
  if (chain.some(isAbort)) return { message: 'Interrupted.', exitCode: exitCodes.interrupted };
  const network = chain.map((link) => textOf(link, 'code')).find((code) => code !== undefined && code in networkReasons);
  if (network !== undefined) return describeUnreachable(network, url);
  const code = textOf(outermost, 'code');
  if (textOf(outermost, 'name') === 'PgoError' && code !== undefined) return describeRefusal(outermost, code);
  return { message: textOf(outermost, 'message') ?? String(error), exitCode: exitCodes.failed };
};

/** The lines of a failure for standard error: what, which field, what permission is missing, what to do. */
export const errorLines = (error: DescribedError): string[] => [
  error.exitCode === exitCodes.interrupted ? error.message : `Error: ${error.message}`,
  ...(error.field === undefined ? [] : [`  field: ${error.field}`]),
  ...(error.permission === undefined ? [] : [`  permission: ${error.permission}`]),
  ...(error.suggestion === undefined ? [] : [`  try: ${error.suggestion}`]),
  ...(error.correlationId === undefined ? [] : [`  correlation id: ${error.correlationId}`]),
];
