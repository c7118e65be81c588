import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

/** How the service is started. */
export interface StartOptions {
  /** TCP port of the GraphQL server. */
  readonly port: number;
  /** Address that the GraphQL server listens on. */
  readonly host: string;
  /** Directory of everything that is kept on this machine. Absolute. */
  readonly dataDir: string;
  /** Whether the first run creates the cluster `hippo`. */
  readonly demo: boolean;
  /** Kubernetes to work on, in place of the local one. */
  readonly kubeconfig: string | undefined;
  /** Whether this process is a pod, and works on the Kubernetes that it runs on. */
  readonly inCluster: boolean;
  /** Namespaces with clusters that are looked after; all of them when empty. */
  readonly watchNamespaces: readonly string[];
  /** File that says which images run; the images of this package when left out. */
  readonly imageCatalogue: string | undefined;
  /** Whether clusters get network policies that let this pod in. */
  readonly networkPolicies: boolean;
  /** Namespace of the service's own objects, and the default one of the command line. */
  readonly namespace: string;
  /** Whether the server speaks TLS. Always when it can be reached from other machines. */
  readonly tls: boolean;
  /** Files with the certificate and the key of the server; its own authority issues one when left out. */
  readonly tlsFiles: { readonly cert: string; readonly key: string } | undefined;
  /** File with the authority of certificates that clients may show in place of a token. */
  readonly tlsClientCa: string | undefined;
  /** Whether the context `local` is written to the configuration of the command line. */
  readonly cliContext: boolean;
  /** Whether timings and the log are shown on stderr. */
  readonly verbose: boolean;
}

/** What the arguments ask for. */
export type Command =
  | { readonly kind: 'run'; readonly options: StartOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'wrong'; readonly message: string };

type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_PORT = 4000;
const DEFAULT_HOST = '127.0.0.1';
/** What a pod listens on: every address of either family. */
const ANY_ADDRESS = '::';
const DEFAULT_NAMESPACE = 'pgo';
const HIGHEST_PORT = 65_535;

/** The text of `--help`. */
export const HELP = `Usage: npm start -- [OPTION]...

Starts the whole service in the foreground; Ctrl-C stops it. Each option can also be given in the environment.

  --port PORT         port of the GraphQL server (PGO_PORT, default ${DEFAULT_PORT})
  --host ADDRESS      address it listens on; TLS is on unless it is a loopback address (PGO_HOST, default ${DEFAULT_HOST})
  --data-dir DIR      where everything on this machine is kept (PGO_DATA_DIR, default ~/.pgo)
  --no-demo           create no cluster on the first run (PGO_DEMO=false)
  --kubeconfig FILE   work on that Kubernetes in place of the local one (PGO_KUBECONFIG)
  --in-cluster        this is a pod: work on the Kubernetes that it runs on (PGO_IN_CLUSTER=true)
  --namespace NAME    namespace of the service and of the demo (PGO_NAMESPACE, default ${DEFAULT_NAMESPACE})
  --watch-namespaces NAME,...  namespaces to look after; all when left out (PGO_WATCH_NAMESPACES)
  --image-catalogue FILE  which images run on that Kubernetes (PGO_IMAGE_CATALOGUE)
  --network-policies  refuse connections to pods of clusters that they do not need; in a pod only (PGO_NETWORK_POLICIES=true)
  --tls               serve https (PGO_TLS=true)
  --tls-cert FILE, --tls-key FILE  with this certificate (PGO_TLS_CERT, PGO_TLS_KEY)
  --tls-client-ca FILE  also let in clients with a certificate of this authority (PGO_TLS_CLIENT_CA)
  --no-cli-context    leave the configuration of the pgo command line alone (PGO_CLI_CONTEXT=false)
  --verbose           show timings and the log (PGO_VERBOSE=true)
  --help, --version
`;

const FLAGS = {
  port: { type: 'string' },
  host: { type: 'string' },
  'data-dir': { type: 'string' },
  'no-demo': { type: 'boolean' },
  kubeconfig: { type: 'string' },
  'in-cluster': { type: 'boolean' },
  namespace: { type: 'string' },
  'watch-namespaces': { type: 'string' },
  'image-catalogue': { type: 'string' },
  'network-policies': { type: 'boolean' },
  tls: { type: 'boolean' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  'tls-client-ca': { type: 'string' },
  'no-cli-context': { type: 'boolean' },
  verbose: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

/** Reads the arguments, with the environment behind them. */
export function parseOptions(args: readonly string[], environment: Environment): Command {
  try {
    const { values } = parseArgs({ args: [...args], options: FLAGS, strict: true, allowPositionals: false });
    if (values.help) return { kind: 'help' };
    if (values.version) return { kind: 'version' };
    return { kind: 'run', options: resolveOptions(values, environment) };
  } catch (error) {
    const message = error instanceof Error ? error.message.split('. ')[0] : String(error);
    return { kind: 'wrong', message: `${message}. See npm start -- --help` };
  }
}

type Values = ReturnType<typeof parseArgs<{ options: typeof FLAGS }>>['values'];

type TextFlag = 'port' | 'host' | 'data-dir' | 'kubeconfig' | 'namespace' | 'watch-namespaces' | 'image-catalogue' | 'tls-cert' | 'tls-key' | 'tls-client-ca';

function resolveOptions(values: Values, environment: Environment): StartOptions {
  const text = (flag: TextFlag, variable: string): string | undefined => values[flag] ?? (environment[variable] || undefined);
  const file = (flag: TextFlag, variable: string): string | undefined => {
    const given = text(flag, variable);
    return given === undefined ? undefined : absolutePath(given);
  };
  const inCluster = values['in-cluster'] ?? isOn(environment['PGO_IN_CLUSTER']);
  const host = text('host', 'PGO_HOST') ?? (inCluster ? ANY_ADDRESS : DEFAULT_HOST);
  const tlsFiles = bothOrNone(file('tls-cert', 'PGO_TLS_CERT'), file('tls-key', 'PGO_TLS_KEY'));
  const tlsClientCa = file('tls-client-ca', 'PGO_TLS_CLIENT_CA');
  const options: StartOptions = {
    port: parsePort(text('port', 'PGO_PORT')),
    host,
    dataDir: absolutePath(text('data-dir', 'PGO_DATA_DIR') ?? '~/.pgo'),
    demo: wantsDemo(values, environment, inCluster),
    kubeconfig: file('kubeconfig', 'PGO_KUBECONFIG'),
    inCluster,
    watchNamespaces: parseNamespaces(text('watch-namespaces', 'PGO_WATCH_NAMESPACES')),
    imageCatalogue: file('image-catalogue', 'PGO_IMAGE_CATALOGUE'),
    networkPolicies: (values['network-policies'] ?? false) || isOn(environment['PGO_NETWORK_POLICIES']),
    namespace: parseNamespace('--namespace', text('namespace', 'PGO_NAMESPACE') ?? DEFAULT_NAMESPACE),
    tls: values.tls ?? (isOn(environment['PGO_TLS']) || needsTls({ tlsFiles, tlsClientCa, inCluster, host })),
    tlsFiles,
    tlsClientCa,
    cliContext: !inCluster && !(values['no-cli-context'] ?? isOff(environment['PGO_CLI_CONTEXT'])),
    verbose: values.verbose ?? isOn(environment['PGO_VERBOSE']),
  };
  checkPlace(options);
  return options;
}

/** Certificates mean nothing without TLS, and tokens do not travel in the clear. */
function needsTls({ tlsFiles, tlsClientCa, inCluster, host }: Pick<StartOptions, 'tlsFiles' | 'tlsClientCa' | 'inCluster' | 'host'>): boolean {
  return tlsFiles !== undefined || tlsClientCa !== undefined || inCluster || !isLoopback(host);
}

/** Some options say where this process runs, and others depend on that. */
function checkPlace({ inCluster, kubeconfig, networkPolicies }: StartOptions): void {
  if (inCluster && kubeconfig !== undefined) throw new Error('--in-cluster and --kubeconfig exclude each other');
  if (networkPolicies && !inCluster) throw new Error('--network-policies works only with --in-cluster: a policy lets in the pods of the control plane');
}

/** In a pod only when asked for. */
function wantsDemo(values: Values, environment: Environment, inCluster: boolean): boolean {
  if (values['no-demo']) return false;
  return inCluster ? isOn(environment['PGO_DEMO']) : !isOff(environment['PGO_DEMO']);
}

function parseNamespaces(text: string | undefined): string[] {
  const names = (text ?? '').split(',').map((name) => name.trim()).filter((name) => name !== '');
  return names.map((name) => parseNamespace('--watch-namespaces', name));
}

function bothOrNone(cert: string | undefined, key: string | undefined): StartOptions['tlsFiles'] {
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined) throw new Error('--tls-cert and --tls-key belong together');
  return { cert, key };
}

function parsePort(text: string | undefined): number {
  if (text === undefined) return DEFAULT_PORT;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > HIGHEST_PORT) throw new Error(`--port must be a number from 1 to ${HIGHEST_PORT}, not '${text}'`);
  return port;
}

function parseNamespace(option: string, text: string): string {
  if (text.length > 63 || !/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(text)) {
    throw new Error(`${option} must be a name of at most 63 lower-case letters, digits and dashes, not '${text}'`);
  }
  return text;
}

function absolutePath(text: string): string {
  return path.resolve(text === '~' || text.startsWith('~/') ? path.join(os.homedir(), text.slice(1)) : text);
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
const isOn = (text: string | undefined): boolean => text !== undefined && ['1', 'true', 'yes', 'on'].includes(text.toLowerCase());
const isOff = (text: string | undefined): boolean => text !== undefined && ['0', 'false', 'no', 'off'].includes(text.toLowerCase());
