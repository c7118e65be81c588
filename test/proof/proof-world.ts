import { isDeepStrictEqual } from 'node:util';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import { SECRET } from '../../kube/core-kinds.js';
import type { PgoClient } from '../../schema/sdk/client.js';
import type { S3Server } from '../support/s3-server.js';
import { operationEnd, type OperationState } from '../support/test-client.js';

/** Name of a cluster and its namespace. */
export interface ClusterKey {
  readonly namespace: string;
  readonly name: string;
}

/** What proofs work on. */
export interface ProofWorld {
  readonly namespace: string;
  readonly random: () => number;
  /** A server that speaks S3, with a bucket in which each cluster has a directory. */
  readonly storage: S3Server;
  /** Data directory of the service. */
  dataDir(): string;
  /** Of the service as it runs now; another one after it was killed. */
  client(): PgoClient;
  kubernetes(): KubeConnection;
  /** Kills Kubernetes API, operator and server with -9 and starts them again. */
  restartControlPlane(): Promise<void>;
  /** Records what was shown, in a sentence with its figures. */
  found(what: string, sentence: string): void;
}

/** Something that is to be shown. */
export interface Proof {
  readonly name: string;
  run(world: ProofWorld): Promise<void>;
}

/** Longest time for an operation, in milliseconds: machines may be busy. */
export const END_TIMEOUT_MS = 300_000;

/** Backups of a cluster and all that is said of them. */
export type BackupsView = NonNullable<Awaited<ReturnType<PgoClient['clusterBackups']>>['cluster']>;
/** One of them. */
export type BackupView = BackupsView['backups']['nodes'][number];

/** Throws unless both are equal. */
export function equal(found: unknown, wanted: unknown, what: string): void {
  if (!isDeepStrictEqual(found, wanted)) throw new Error(`${what}: ${brief(found)} where ${brief(wanted)} is wanted`);
}

/** Throws unless the condition holds. */
export function holds(condition: boolean, what: string, object?: unknown): asserts condition {
  if (!condition) throw new Error(`${what}: ${brief(object)}`);
}

const brief = (value: unknown): string => (JSON.stringify(value) ?? 'undefined').slice(0, 2000);

/** Waits for the end of the operation of a mutation's answer. */
export const endOf = (client: PgoClient, { operation }: { readonly operation?: { readonly id: string } | null }): Promise<OperationState> =>
  operationEnd(client, operation?.id ?? '', END_TIMEOUT_MS);

/** Waits for it and throws unless it has succeeded. */
export async function succeeds(client: PgoClient, answer: Parameters<typeof endOf>[1]): Promise<OperationState> {
  const ended = await endOf(client, answer);
  holds(ended.state === 'SUCCEEDED', `${ended.kind} of ${ended.cluster} ended ${ended.state}`, ended);
  return ended;
}

/** Waits for it and throws unless it has failed with this code. Resolves to its sentence. */
export async function failsWith(client: PgoClient, answer: Parameters<typeof endOf>[1], code: string): Promise<string> {
  const ended = await endOf(client, answer);
  holds(ended.state === 'FAILED' && ended.error?.code === code, `${ended.kind} ended ${ended.state}, not FAILED with ${code}`, ended);
  return ended.error.message;
}

/** The first thing that is found in the backups of a cluster, as soon as there is one. */
export async function backupsBecome<T>(client: PgoClient, cluster: ClusterKey, find: (view: BackupsView) => T | undefined, timeoutMs = END_TIMEOUT_MS): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const { cluster: view } = await client.clusterBackups({ ...cluster, first: 100 });
    const found = view == null ? undefined : find(view);
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`not so after ${timeoutMs} ms: ${brief(view)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Makes a backup and waits until it is listed. */
export async function backUp(client: PgoClient, cluster: ClusterKey, type: 'FULL' | 'INCREMENTAL' = 'FULL'): Promise<BackupView> {
  const { createBackup } = await client.createBackup({ input: { cluster, type } });
  await succeeds(client, createBackup);
  return backupsBecome(client, cluster, ({ backups }) => backups.nodes.find(({ name, state }) => name === createBackup.backup?.name && state === 'SUCCEEDED'));
}

/** Makes a Secret, or changes it. */
export async function putSecret(kubernetes: KubeConnection, key: ClusterKey, values: Readonly<Record<string, string>>): Promise<void> {
  const data = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Buffer.from(value).toString('base64')]));
  await kubernetes.apply(SECRET, { apiVersion: 'v1', kind: 'Secret', type: 'Opaque', metadata: key, data }, { manager: 'proof' });
}

/** Name of the Secret with credentials, authority and pass phrase of the bucket. */
const BUCKET_SECRET = 'bucket';

/** Puts the Secret of the bucket into a namespace; parts of it may be others. */
export const putBucketSecret = ({ storage }: Pick<ProofWorld, 'storage'>, kubernetes: KubeConnection, namespace: string, other: Readonly<Record<string, string>> = {}): Promise<void> =>
  putSecret(kubernetes, { namespace, name: BUCKET_SECRET }, { ...storage.credentials, 'ca.crt': storage.authority, pass: 'a pass phrase', ...other });

/** A repository in the bucket, encrypted. */
export const bucketRepository = ({ storage }: Pick<ProofWorld, 'storage'>, path?: string): Record<string, unknown> => ({
  name: 'repo1', type: 's3', bucket: storage.bucket, endpoint: storage.endpoint, region: 'us-east-1', uriStyle: 'path', credentials: BUCKET_SECRET,
  certificateAuthority: { secret: BUCKET_SECRET, key: 'ca.crt' }, encryption: { secret: BUCKET_SECRET, key: 'pass' }, ...(path === undefined ? {} : { path }),
});

/** Deletes clusters, whatever state they are in. */
export async function deleteClusters(client: PgoClient, clusters: readonly ClusterKey[]): Promise<void> {
  const ends = clusters.map(async (cluster) => {
    const { deleteCluster } = await client.deleteCluster({ input: { cluster, confirm: cluster.name } });
    await endOf(client, deleteCluster);
  });
  await Promise.allSettled(ends);
}
