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
  /** Namespace of the service's own objects, and the default one of the command line. */
  readonly namespace: string;
  /** Whether the server speaks TLS. Always when it can be reached from other machines. */
  readonly tls: boolean;
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
  --namespace NAME    namespace of the service and of the demo (PGO_NAMESPACE, default ${DEFAULT_NAMESPACE})
  --tls               serve https (PGO_TLS=true)
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
  namespace: { type: 'string' },
  tls: { type: 'boolean' },
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

function resolveOptions(values: Values, environment: Environment): StartOptions {
  const text = (flag: 'port' | 'host' | 'data-dir' | 'kubeconfig' | 'namespace', variable: string): string | undefined =>
    values[flag] ?? environment[variable];
  const host = text('host', 'PGO_HOST') ?? DEFAULT_HOST;
  const kubeconfig = text('kubeconfig', 'PGO_KUBECONFIG');
  return {
    port: parsePort(text('port', 'PGO_PORT')),
    host,
    dataDir: absolutePath(text('data-dir', 'PGO_DATA_DIR') ?? '~/.pgo'),
    demo: !(values['no-demo'] ?? isOff(environment['PGO_DEMO'])),
    kubeconfig: kubeconfig ? absolutePath(kubeconfig) : undefined,
    namespace: parseNamespace(text('namespace', 'PGO_NAMESPACE') ?? DEFAULT_NAMESPACE),
    tls: values.tls ?? (isOn(environment['PGO_TLS']) || !isLoopback(host)),
    cliContext: !(values['no-cli-context'] ?? isOff(environment['PGO_CLI_CONTEXT'])),
    verbose: values.verbose ?? isOn(environment['PGO_VERBOSE']),
  };
}

function parsePort(text: string | undefined): number {
  if (text === undefined) return DEFAULT_PORT;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > HIGHEST_PORT) throw new Error(`--port must be a number from 1 to ${HIGHEST_PORT}, not '${text}'`);
  return port;
}

function parseNamespace(text: string): string {
  if (text.length > 63 || !/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(text)) {
    throw new Error(`--namespace must be a name of at most 63 lower-case letters, digits and dashes, not '${text}'`);
  }
  return text;
}

function absolutePath(text: string): string {
  return path.resolve(text === '~' || text.startsWith('~/') ? path.join(os.homedir(), text.slice(1)) : text);
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
const isOn = (text: string | undefined): boolean => text !== undefined && ['1', 'true', 'yes', 'on'].includes(text.toLowerCase());
const isOff = (text: string | undefined): boolean => text !== undefined && ['0', 'false', 'no', 'off'].includes(text.toLowerCase());
