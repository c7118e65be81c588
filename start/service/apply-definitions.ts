import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { KubeError } from '../../kube/kube-error.js';
import type { Kind, KubeObject } from '../../kube/kube-object.js';
import type { Logger } from '../../kube/logger.js';
import { POSTGRES_CLUSTER } from '../../kube/kinds.js';
import { MANAGER_OPERATOR } from '../../schema/naming/labels.js';
import { packageRoot } from '../package-root.js';
import { StartError } from '../start-error.js';
import { definitionGap, someOf, type DefinedResource } from './definition-gap.js';

interface CustomResourceDefinition extends KubeObject {
  status?: { readonly conditions?: readonly { readonly type: string; readonly status: string; readonly message?: string }[] };
}

const DEFINITION: Kind<CustomResourceDefinition> = {
  apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', plural: 'customresourcedefinitions', namespaced: false,
};
const ESTABLISHED_TIMEOUT_MS = 30_000;

/** Applies the custom resource definitions of this package and waits until their resources are served. */
export async function applyDefinitions(connection: KubeConnection): Promise<void> {
  await Promise.all(ownDefinitions().map(async (definition) => {
    const applied = await connection.apply(DEFINITION, definition, { manager: MANAGER_OPERATOR });
    if (!isEstablished(applied)) await untilEstablished(connection, applied);
  }));
}

function ownDefinitions(): (CustomResourceDefinition & DefinedResource)[] {
  const folder = path.join(packageRoot, 'manifests', 'crds');
  return readdirSync(folder).filter((file) => file.endsWith('.yaml')).map((file) => parse(readFileSync(path.join(folder, file), 'utf8')) as CustomResourceDefinition & DefinedResource);
}

const INSTALL = 'kubectl apply --server-side -f manifests/crds';

/**
 * Looks whether our resources are served, where they are installed by someone else. Throws a `StartError` when they are
 * not, or are those of an older version: what is written into a field that Kubernetes does not know is lost without a word.
 */
export async function checkDefinitions(connection: Pick<KubeConnection, 'listPage' | 'schemas'>, namespace: string, logger: Pick<Logger, 'warn'>): Promise<void> {
  await requireServed(connection, namespace);
  const schemas = await connection.schemas(POSTGRES_CLUSTER.apiVersion).catch((error: unknown) => {
    // Who may not read what everyone may read by default goes on without.
    if (error instanceof KubeError && (error.code === 403 || error.code === 404)) return undefined;
    throw error;
  });
  if (schemas === undefined) {
    logger.warn({ namespace }, 'Kubernetes does not publish the schemas of its resources: whether the custom resource definitions are of this version is not known');
    return;
  }
  const { missing, unknown } = definitionGap(ownDefinitions(), Object.values(schemas));
  if (missing.length > 0) {
    throw new StartError(`The custom resource definitions in Kubernetes are older than this program: they lack ${someOf(missing)}. Install those of this version first: ${INSTALL}`);
  }
  if (unknown.length > 0) {
    logger.warn({ fields: unknown.slice(0, FIELDS_TOLD_MAX) }, `the custom resource definitions in Kubernetes are newer than this program: it does not know ${someOf(unknown)}, and does nothing about them`);
  }
}

/** Fields that a line of the log names. */
const FIELDS_TOLD_MAX = 20;

async function requireServed(connection: Pick<KubeConnection, 'listPage'>, namespace: string): Promise<void> {
  try {
    await connection.listPage(POSTGRES_CLUSTER, { namespace }, { limit: 1 });
  } catch (error) {
    if (!(error instanceof KubeError) || error.code !== 404) throw error;
    throw new StartError(`Kubernetes does not know PostgresCluster. Install the custom resource definitions first: ${INSTALL}`, { cause: error });
  }
}

async function untilEstablished(connection: KubeConnection, { metadata }: CustomResourceDefinition): Promise<void> {
  const selection = { fieldSelector: `metadata.name=${metadata.name}` };
  const signal = AbortSignal.timeout(ESTABLISHED_TIMEOUT_MS);
  const from = { resourceVersion: metadata.resourceVersion ?? '', signal, idleTimeoutMs: ESTABLISHED_TIMEOUT_MS };
  for await (const event of connection.watch(DEFINITION, selection, from)) {
    if (event.type !== 'BOOKMARK' && isEstablished(event.object)) return;
  }
  throw new StartError(`Kubernetes does not serve ${metadata.name} after ${ESTABLISHED_TIMEOUT_MS / 1000} s.`);
}

const isEstablished = ({ status }: CustomResourceDefinition): boolean =>
  (status?.conditions ?? []).some((condition) => condition.type === 'Established' && condition.status === 'True');
