import fs from 'node:fs/promises';
import path from 'node:path';
import type { PodSecurityContext } from './pod.js';

const SET_GROUP_ID = 0o2000;

/**
 * Gives a volume to the pod's fsGroup: every file gets the group and becomes readable and writable for it, every directory
 * passes the group on. With OnRootMismatch nothing is touched when the volume's root is as it should be already.
 */
export async function applyGroup(directory: string, context: PodSecurityContext): Promise<void> {
  const { fsGroup } = context;
  if (fsGroup === undefined) return;
  if (context.fsGroupChangePolicy === 'OnRootMismatch') {
    const root = await fs.stat(directory);
    const wanted = SET_GROUP_ID | 0o070;
    if (root.gid === fsGroup && (root.mode & wanted) === wanted) return;
  }
  await walk(directory, fsGroup);
}

async function walk(entry: string, group: number): Promise<void> {
  const found = await fs.lstat(entry);
  if (found.isSymbolicLink()) return fs.lchown(entry, found.uid, group);
  await fs.chown(entry, found.uid, group);
  await fs.chmod(entry, (found.mode & 0o7777) | (found.isDirectory() ? SET_GROUP_ID | 0o070 : 0o060));
  if (!found.isDirectory()) return;
  for (const name of await fs.readdir(entry)) await walk(path.join(entry, name), group);
}
