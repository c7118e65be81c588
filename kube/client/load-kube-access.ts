/**
 * Reads a kubeconfig, or the service account of the pod that we run in.
 *
 * The common cases (token, token file, client certificate) are read directly. Everything else that a kubeconfig can hold
 * (exec plug-ins, OIDC, merged files) is left to @kubernetes/client-node, imported only then: loading it costs 1.5 s.
 */
import { errorMessage } from '../error-message.js';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Clock } from '../clock.js';
import { KubeAccessError, type KubeAccess } from './kube-access.js';

const NO_HEADERS: Record<string, string> = {};
const SERVICE_ACCOUNT_DIRECTORY = '/var/run/secrets/kubernetes.io/serviceaccount';
/** Tokens in files are rotated by the kubelet long before they expire; read again after this time. */
const TOKEN_FILE_MAX_AGE_MS = 60_000;

const clusterSchema = z.object({
  server: z.string(),
  'certificate-authority': z.string().optional(),
  'certificate-authority-data': z.string().optional(),
  'insecure-skip-tls-verify': z.boolean().optional(),
  'tls-server-name': z.string().optional(),
});
const userSchema = z.looseObject({
  token: z.string().optional(),
  tokenFile: z.string().optional(),
  'client-certificate': z.string().optional(),
  'client-certificate-data': z.string().optional(),
  'client-key': z.string().optional(),
  'client-key-data': z.string().optional(),
});
const contextSchema = z.object({ cluster: z.string(), user: z.string(), namespace: z.string().optional() });
const fileSchema = z.object({
  'current-context': z.string(),
  clusters: z.array(z.object({ name: z.string(), cluster: clusterSchema })),
  users: z.array(z.object({ name: z.string(), user: userSchema.nullish() })).default([]),
  contexts: z.array(z.object({ name: z.string(), context: contextSchema })),
});

/** Keys of a user that we read ourselves; any other needs the whole client library. */
const PLAIN_USER_KEYS = new Set(Object.keys(userSchema.shape));

const base64 = (data: string | undefined): string | undefined =>
  data === undefined ? undefined : Buffer.from(data, 'base64').toString('utf8');

const pem = async (data: string | undefined, file: string | undefined, directory: string): Promise<string | undefined> =>
  data !== undefined ? base64(data) : file !== undefined ? readFile(resolve(directory, file), 'utf8') : undefined;

/** Headers from a token file that is read again when it is old. */
const tokenFileHeaders = (file: string, clock: Clock): (() => Promise<Record<string, string>>) => {
  let kept: { token: string; readAt: number } | undefined;
  return async () => {
    if (kept === undefined || clock.now() - kept.readAt > TOKEN_FILE_MAX_AGE_MS) {
      kept = { token: (await readFile(file, 'utf8')).trim(), readAt: clock.now() };
    }
    return { authorization: `Bearer ${kept.token}` };
  };
};

const tokenHeaders = (token: string | undefined): (() => Promise<Record<string, string>>) => {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return () => Promise.resolve(headers);
};

/** Reads what client-node understands of a kubeconfig, for users that need plug-ins. */
const loadWithLibrary = async (file: string): Promise<KubeAccess> => {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  config.loadFromFile(file);
  const cluster = config.getCurrentCluster();
  if (cluster === null) throw new KubeAccessError(`${file}: the current context names no cluster`);
  const first: Parameters<typeof config.applyToHTTPSOptions>[0] = {};
  await config.applyToHTTPSOptions(first);
  const text = (value: unknown): string | undefined =>
    typeof value === 'string' ? value : Buffer.isBuffer(value) ? value.toString('utf8') : undefined;
  return {
    server: cluster.server.replace(/\/+$/, ''),
    ca: text(first.ca), cert: text(first.cert), key: text(first.key),
    skipTlsVerify: cluster.skipTLSVerify, tlsServerName: cluster.tlsServerName,
    namespace: config.getContextObject(config.getCurrentContext())?.namespace,
    headers: async () => {
      const options: Parameters<typeof config.applyToHTTPSOptions>[0] = {};
      await config.applyToHTTPSOptions(options);
      const authorization = (options.headers as Record<string, string> | undefined)?.['Authorization'];
      return authorization === undefined ? NO_HEADERS : { authorization };
    },
  };
};

const parseFile = async (file: string): Promise<z.infer<typeof fileSchema>> => {
  try {
    return fileSchema.parse(parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw new KubeAccessError(`${file} is no usable kubeconfig: ${errorMessage(error)}`, { cause: error });
  }
};

/** Reads the current context of a kubeconfig file. Rejects with a `KubeAccessError` that names the file. */
export const loadKubeconfig = async (file: string, clock: Clock): Promise<KubeAccess> => {
  const config = await parseFile(file);
  const context = config.contexts.find(({ name }) => name === config['current-context'])?.context;
  const cluster = config.clusters.find(({ name }) => name === context?.cluster)?.cluster;
  if (context === undefined || cluster === undefined) {
    throw new KubeAccessError(`${file}: the current context '${config['current-context']}' or its cluster is not in the file`);
  }
  const user = config.users.find(({ name }) => name === context.user)?.user ?? {};
  if (Object.keys(user).some((key) => !PLAIN_USER_KEYS.has(key))) return loadWithLibrary(file);
  const directory = dirname(file);
  const { token, tokenFile } = user;
  return {
    server: cluster.server.replace(/\/+$/, ''),
    ca: await pem(cluster['certificate-authority-data'], cluster['certificate-authority'], directory),
    cert: await pem(user['client-certificate-data'], user['client-certificate'], directory),
    key: await pem(user['client-key-data'], user['client-key'], directory),
    skipTlsVerify: cluster['insecure-skip-tls-verify'],
    tlsServerName: cluster['tls-server-name'],
    namespace: context.namespace,
    headers: tokenFile === undefined ? tokenHeaders(token) : tokenFileHeaders(resolve(directory, tokenFile), clock),
  };
};

/** The access of the pod that we run in. `host` and `port` come from KUBERNETES_SERVICE_HOST and _PORT. */
export const loadServiceAccount = async (host: string, port: string, clock: Clock): Promise<KubeAccess> => ({
  server: `https://${host.includes(':') ? `[${host}]` : host}:${port}`,
  ca: await readFile(`${SERVICE_ACCOUNT_DIRECTORY}/ca.crt`, 'utf8'),
  namespace: (await readFile(`${SERVICE_ACCOUNT_DIRECTORY}/namespace`, 'utf8')).trim(),
  headers: tokenFileHeaders(`${SERVICE_ACCOUNT_DIRECTORY}/token`, clock),
});
