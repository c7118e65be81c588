import os from 'node:os';
import path from 'node:path';
import pino, { type Logger } from 'pino';
import { authorityFile } from './access/authority-file.js';
import { addCliContext, cliConfigPath, withCliContext, writePrivateFile, type CliContext } from './access/cli-context.js';
import { certificateSource } from './access/certificate-source.js';
import { ensureAuthority } from './access/server-certificate.js';
import { startLocalKubernetes, type LocalKubernetes } from './kubernetes/local-kubernetes.js';
import { RotatingFile } from './log/rotating-file.js';
import type { StartOptions } from './options.js';
import { readPackageVersion } from './package-version.js';
import { listeningHost } from './preflight/any-address.js';
import { prepareDataDirectory } from './preflight/data-directory.js';
import { checkPortFree } from './preflight/free-port.js';
import { acquireInstanceLock, type InstanceLock } from './preflight/instance-lock.js';
import { findInstalledPostgres } from './preflight/postgres-catalogue.js';
import { checkSandbox } from './preflight/sandbox.js';
import type { Images } from './service/image-catalogue-file.js';
import type { Service, ServiceSettings } from './service/start-service.js';
import { listenForStop, type StopSignal } from './stop-signal.js';
import { startTimings, type Timings } from './timings.js';

/** What is held while the service runs, in the order in which it was taken. */
interface Running {
  readonly options: StartOptions;
  /** The software of this machine, where the local Kubernetes runs it. */
  readonly installed: Images | undefined;
  readonly lock: InstanceLock;
  readonly stop: StopSignal;
  readonly logger: Logger;
  readonly timings: Timings;
}

/**
 * Runs the service until it is told to stop. Everything that can be refused is refused before anything is started.
 * Rejects with a `StartError` when it cannot start.
 */
export async function runService(given: StartOptions, prepared: { readonly preparedMs: number }): Promise<void> {
  const options = { ...given, host: listeningHost(given.host) };
  const timings = startTimings(prepared.preparedMs);
  prepareDataDirectory(options.dataDir);
  const lock = await acquireInstanceLock(options.dataDir);
  try {
    await checkPortFree(options.host, options.port);
    if (usesLocal(options)) await checkSandbox();
    const installed = usesLocal(options) ? { postgres: findInstalledPostgres() } : undefined;
    const log = new RotatingFile(path.join(options.dataDir, 'log', 'pgo.log'));
    const logger = createLogger(log, options);
    const stop = listenForStop();
    try {
      await serve({ options, installed, lock, stop, logger, timings });
    } finally {
      stop.close();
      log.close();
    }
  } finally {
    lock.release();
  }
}

/** Starts the parts, waits, and stops them in the opposite order. */
async function serve(running: Running): Promise<void> {
  const { options, stop, lock, logger, timings } = running;
  let local: LocalKubernetes | undefined;
  let service: Service | undefined;
  try {
    const modules = import('./service/start-service.js');
    modules.catch(() => {});
    // Replicas in a cluster share one, which is not here yet.
    if (!options.inCluster) await ensureAuthority(options.dataDir, new Date());
    local = usesLocal(options) ? await startLocalKubernetes(options.dataDir, logger, stop.signal) : undefined;
    timings.mark('Kubernetes');
    const { startService } = await modules;
    timings.mark('modules');
    service = await startService(serviceSettings(running, local));
    timings.mark('serving');
    await announce(running, service);
    await untilAborted(stop.signal);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  } finally {
    if (!stop.orphaned) await stopAll({ lock, stop, service, local });
  }
  if (stop.orphaned) process.exit(1);
}

const usesLocal = ({ kubeconfig, inCluster }: StartOptions): boolean => kubeconfig === undefined && !inCluster;

function serviceSettings({ options, installed, logger, stop }: Running, local: LocalKubernetes | undefined): ServiceSettings {
  const { host, port, namespace, watchNamespaces, dataDir, imageCatalogue, networkPolicies } = options;
  return {
    kubeconfig: options.kubeconfig ?? local?.kubeconfig,
    host, port, namespace, watchNamespaces, dataDir, installed, imageCatalogue, networkPolicies,
    tls: options.tls ? certificateSource(options) : undefined,
    version: readPackageVersion(),
    forward: process.env['PGO_POD_ACCESS'] === 'forward',
    logger,
    signal: stop.signal,
  };
}

/** Tells the command line where we are, then the person, then shows the demo on the first run. */
async function announce({ options, stop, timings, logger }: Running, service: Service): Promise<void> {
  const caFile = authorityFile(options);
  const context: CliContext = {
    name: 'local', url: service.url, namespace: options.namespace,
    tokenFile: path.join(options.dataDir, 'admin.token'), ...(caFile === undefined ? {} : { caFile }),
  };
  writePrivateFile(path.join(options.dataDir, 'cli.yaml'), withCliContext('', context));
  if (options.cliContext) addCliContext(cliConfigPath(process.env, os.homedir()), context);
  if (options.inCluster) logger.info({ url: service.url, namespace: options.namespace }, 'pgo serves');
  if (options.inCluster && !options.demo) return;
  const output = process.stdout;
  output.write(`pgo serves at ${service.url} (ready after ${(performance.now() / 1000).toFixed(1)} s)\n`);
  if (options.verbose) process.stderr.write(`${timings.summary()}\n`);
  const { runDemo } = await import('./demo/run-demo.js');
  await runDemo({ context, options, signal: stop.signal, output }).catch((error: unknown) => {
    // A certificate that this machine does not trust, or limits that are too low for our own documents, are theirs to decide who set them.
    if (!(error instanceof Error) || error.name !== 'PgoError') throw error;
    output.write(`The service runs, but refused the question for the demo: ${error.message}\n`);
  });
}

async function stopAll({ lock, stop, service, local }: { lock: InstanceLock; stop: StopSignal; service: Service | undefined; local: LocalKubernetes | undefined }): Promise<void> {
  lock.markStopping();
  if (stop.signal.aborted) process.stdout.write('Stopping …\n');
  stop.onHurry(() => local?.hurry());
  await service?.stop();
  await local?.stop();
  if (stop.signal.aborted && local) process.stdout.write('Stopped. The clusters and their data stay; npm start resumes them.\n');
}

/** The log of a pod is what it prints; elsewhere it is a file. */
function createLogger(log: RotatingFile, { verbose, inCluster }: StartOptions): Logger {
  const streams: pino.StreamEntry[] = [{ level: 'info', stream: inCluster ? process.stdout : log }];
  if (verbose && !inCluster) streams.push({ level: 'info', stream: process.stderr });
  return pino({ level: 'info', base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, pino.multistream(streams));
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
