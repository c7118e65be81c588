import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import S3rver from '@20minutes/s3rver';
import { createAuthority, issueServerCertificate } from '../../operator/cluster/certificates.js';
import { freePort } from './free-port.js';
import { testDirectory } from './test-directory.js';

/** A server on loopback that speaks S3 over TLS. It knows access keys, and does not check signatures: it gets those of lists wrong. */
export interface S3Server {
  /** Host name and port. */
  readonly endpoint: string;
  readonly bucket: string;
  /** PEM of the authority that issued its certificate. */
  readonly authority: string;
  /** Directory with the objects of the bucket. */
  readonly directory: string;
  readonly credentials: { readonly key: string; readonly 'key-secret': string };
  /** Ends it; its objects stay. */
  stop(): Promise<void>;
  /** Starts it again at its address, unless it runs. */
  start(): Promise<void>;
}

const moment = (): { nowMs: number; serialNumber: string } => ({ nowMs: Date.now(), serialNumber: randomBytes(16).toString('hex') });

/** Lists as S3 does: the server on its own leaves out a common prefix that has no object but in folders below it. */
function listAll({ store }: S3rver): void {
  const list = store.listObjects.bind(store);
  store.listObjects = async (bucket, { delimiter, ...options }) => {
    if (delimiter === undefined || delimiter === '') return list(bucket, options);
    const { objects } = await list(bucket, { ...options, maxKeys: Infinity });
    const [keys, folders] = [new Set<string>(), new Set<string>()];
    for (const { key } of objects) {
      const folderEnd = key.indexOf(delimiter, options.prefix?.length ?? 0);
      if (folderEnd < 0) keys.add(key);
      else folders.add(key.slice(0, folderEnd + delimiter.length));
    }
    return { objects: objects.filter(({ key }) => keys.has(key)), commonPrefixes: [...folders], isTruncated: false };
  };
}

/** Starts one with an empty bucket. */
export async function startS3Server(): Promise<S3Server> {
  const bucket = 'backups';
  const [port, directory] = [await freePort(), testDirectory('s3')];
  mkdirSync(directory, { recursive: true });
  const authority = await createAuthority('s3', moment());
  const { certificate, key } = await issueServerCertificate(authority, { names: ['127.0.0.1'], addresses: [] }, moment());
  let server: S3rver | undefined;
  const start = async (): Promise<void> => {
    if (server !== undefined) return;
    server = new S3rver({ address: '127.0.0.1', port, key, cert: certificate, directory, silent: true, allowMismatchedSignatures: true, configureBuckets: [{ name: bucket }] });
    listAll(server);
    await server.run();
  };
  await start();
  return {
    endpoint: `127.0.0.1:${port}`, bucket, authority: authority.certificate, directory: `${directory}/${bucket}`,
    credentials: { key: 'S3RVER', 'key-secret': 'S3RVER' }, start,
    async stop() {
      await server?.close();
      server = undefined;
    },
  };
}
