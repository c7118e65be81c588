/**
 * What Patroni does to Kubernetes, without a PostgreSQL: the first instance of a cluster takes the leader lock, every
 * instance says of itself how it is, and the leader renews its lock every ten seconds for ever.
 */
import { createServer, type Server } from 'node:http';
import { createSecureContext, type SecureContext } from 'node:tls';
import { LABEL_CLUSTER, LABEL_PATRONI_ROLE } from '../../schema/naming/labels.js';
import { patroniConfigName, patroniScope, serverCertificateSecretName } from '../../schema/naming/names.js';
import { parse } from 'yaml';
import type { ApiAccess } from '../../local/api-access.js';
import { CONFIG_MAPS, PODS, asText, configMapData, secretData } from '../../local/node/api-reader.js';
import { CONFIGURATION_MARKER } from '../../operator/postgres/wanted-parameters.js';
import { PATRONI_FILE, PATRONI_PORT, POSTGRES_PORT } from '../../operator/postgres/instance-layout.js';
import { servePostgres } from './simulated-postgres.js';

/** How often the leader lock is renewed, in milliseconds: Patroni's `loop_wait`. */
const LOOP_MS = 10_000;
const WAL_POSITION = 50_331_648;

interface Place { readonly namespace: string; readonly cluster: string }

interface PatroniFile { readonly bootstrap: { readonly dcs: unknown } }
interface DynamicConfig { readonly postgresql?: { readonly parameters?: Readonly<Record<string, unknown>> } }

/** The Patronis of one cluster. */
export class SimulatedPatroni {
  readonly #servers: Server[] = [];
  readonly #databases = new Set<string>();
  #leader: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #tls: { readonly certificate: string; readonly context: SecureContext } | undefined;

  constructor(private readonly access: ApiAccess, private readonly place: Place) {}

  /** Begins to run an instance in a pod that has this address. */
  async run(pod: string, host: string): Promise<void> {
    const isLeader = this.#leader === undefined;
    if (isLeader) {
      this.#leader = pod;
      await this.#becomeLeader(pod);
    }
    const { namespace } = this.place;
    servePostgres({
      host, port: POSTGRES_PORT, secureContext: () => this.#secureContext(),
      instance: () => ({ isPrimary: this.#leader === pod, marker: this.#marker(), databases: this.#databases }),
    });
    this.#servers.push(createServer((_request, answer) => {
      const role = this.#leader === pod ? 'primary' : 'replica';
      answer.setHeader('content-type', 'application/json').end(JSON.stringify({ role, state: 'running', timeline: 1, xlog: { location: WAL_POSITION, received_location: WAL_POSITION } }));
    }).listen(PATRONI_PORT, host));
    const status = { role: isLeader ? 'primary' : 'replica', state: isLeader ? 'running' : 'streaming', timeline: 1, xlog_location: WAL_POSITION };
    await this.access.mergePatch(PODS, { namespace, name: pod }, {
      metadata: { annotations: { status: JSON.stringify(status) }, labels: { [LABEL_PATRONI_ROLE]: isLeader ? 'primary' : 'replica' } },
    });
  }

  /** Renews the lock no more. */
  stop(): void {
    clearInterval(this.#timer);
    for (const server of this.#servers) server.close();
  }

  async #becomeLeader(pod: string): Promise<void> {
    const { namespace, cluster } = this.place;
    const scope = patroniScope(cluster);
    const file = parse(asText(configMapData(this.access, namespace, patroniConfigName(cluster)))?.[PATRONI_FILE] ?? '') as PatroniFile;
    const configMap = (part: string, annotations: Record<string, string>): Promise<unknown> => this.access.create(CONFIG_MAPS, {
      apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace, name: `${scope}-${part}`, labels: { [LABEL_CLUSTER]: cluster }, annotations },
    });
    await configMap('config', { config: JSON.stringify(file.bootstrap.dcs), initialize: '7600000000000000000', history: '[]' });
    await configMap('leader', { leader: pod, optime: String(WAL_POSITION), renewTime: new Date().toISOString(), ttl: '30', transitions: '0' });
    const renew = (): void => void this.access.mergePatch(CONFIG_MAPS, { namespace, name: `${scope}-leader` }, { metadata: { annotations: { renewTime: new Date().toISOString() } } }).catch(() => this.stop());
    this.#timer = setInterval(renew, LOOP_MS);
  }

  /** The marker in the dynamic configuration: a simulated PostgreSQL reads a changed one at once. */
  #marker(): string {
    const { namespace, cluster } = this.place;
    const map = this.access.get(CONFIG_MAPS, { namespace, name: `${patroniScope(cluster)}-config` });
    const config = JSON.parse(map?.metadata.annotations?.['config'] ?? '{}') as DynamicConfig;
    return String(config.postgresql?.parameters?.[CONFIGURATION_MARKER] ?? '');
  }

  #secureContext(): SecureContext {
    const { namespace, cluster } = this.place;
    const secret = asText(secretData(this.access, namespace, serverCertificateSecretName(cluster))) ?? {};
    const [cert = '', key = ''] = [secret['tls.crt'], secret['tls.key']];
    if (this.#tls?.certificate !== cert) this.#tls = { certificate: cert, context: createSecureContext({ cert, key }) };
    return this.#tls.context;
  }
}
