import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { chmod, mkdir, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { KubeConnection } from '../../kube/client/kube-connection.js';
import type { Kind, KubeObject } from '../../kube/kube-object.js';
import { outsideKubeconfig } from './outside.js';

const run = promisify(execFile);
const PERSISTENT_VOLUME: Kind = { apiVersion: 'v1', kind: 'PersistentVolume', plural: 'persistentvolumes', namespaced: false };

/** Whether file systems can be mounted here: root can, unless its container may not. */
const canMount = (): boolean => {
  const directory = mkdtempSync(path.join(tmpdir(), 'pgo-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', directory], { stdio: 'ignore' });
    execFileSync('umount', [directory], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    rmdirSync(directory);
  }
};

/** Whether this machine can make volumes that are really full when they are. */
export const canLimitVolumes = process.getuid?.() === 0 && outsideKubeconfig === undefined && canMount();

/** A volume with a file system of its own that ends where its size does, kept for one claim. */
export interface LimitedVolume {
  /** Where it is on this machine. */
  readonly directory: string;
  /** Makes its file system as large as its claim has asked for by now, as a storage provider does. */
  grow(sizeMib: number): Promise<void>;
  /** Takes it away. Its claim is gone by then, or goes without it. */
  end(): Promise<void>;
  /** Takes its file system away and leaves its object: the Kubernetes that has it has ended. */
  unmount(): Promise<void>;
}

/** Makes a volume of that size, in memory, for a claim that will be made. */
export async function limitedVolume(
  kubernetes: KubeConnection, dataDir: string, claim: { readonly namespace: string; readonly name: string; readonly sizeMib: number },
): Promise<LimitedVolume> {
  const name = `${claim.namespace}-${claim.name}`;
  const directory = path.join(dataDir, 'kubernetes', 'volumes', name);
  await mkdir(directory, { recursive: true });
  await run('mount', ['-t', 'tmpfs', '-o', `size=${claim.sizeMib}m,mode=777`, 'tmpfs', directory]);
  await chmod(directory, 0o777);
  await kubernetes.apply(PERSISTENT_VOLUME, {
    apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name },
    spec: {
      capacity: { storage: `${claim.sizeMib}Mi` }, accessModes: ['ReadWriteOnce'], storageClassName: 'local', persistentVolumeReclaimPolicy: 'Retain',
      hostPath: { path: directory }, claimRef: { namespace: claim.namespace, name: claim.name },
    },
  } as KubeObject, { manager: 'test' });
  const unmount = async (): Promise<void> => {
    await run('umount', ['-l', directory]);
    await rmdir(directory);
  };
  return {
    directory, unmount,
    grow: async (sizeMib) => void await run('mount', ['-o', `remount,size=${sizeMib}m`, directory]),
    async end() {
      await unmount();
      await kubernetes.delete(PERSISTENT_VOLUME, { namespace: '', name });
    },
  };
}
