import fs from 'node:fs/promises';
import path from 'node:path';

/** A file as it should be. */
export interface PayloadFile {
  readonly content: Buffer;
  readonly mode: number;
}

/** Who owns what is written; undefined leaves it to the agent's own user. */
export interface FileOwner {
  readonly uid: number;
  readonly gid: number;
}

/** The last write to each directory that is under way: two at once would remove each other's files. */
const writing = new Map<string, Promise<unknown>>();

/**
 * Makes a directory show exactly these files, all at once: they are written to a new hidden directory, then the link `..data`
 * is moved to it, as Kubernetes does. Readers see the old set or the new one. Writes nothing when nothing has changed; writes
 * to one directory are done one after the other.
 * @returns whether something changed
 */
export async function writePayload(directory: string, files: ReadonlyMap<string, PayloadFile>, owner: FileOwner | undefined): Promise<boolean> {
  const before = writing.get(directory) ?? Promise.resolve();
  const write = before.catch(() => {}).then(() => replaceFiles(directory, files, owner));
  writing.set(directory, write);
  try {
    return await write;
  } finally {
    if (writing.get(directory) === write) writing.delete(directory);
  }
}

async function replaceFiles(directory: string, files: ReadonlyMap<string, PayloadFile>, owner: FileOwner | undefined): Promise<boolean> {
  const current = await fs.readlink(path.join(directory, '..data')).catch(() => undefined);
  if (current !== undefined && (await isEqual(path.join(directory, current), files))) return false;
  const next = await fs.mkdtemp(path.join(directory, '..version_'));
  await fs.chmod(next, 0o755);
  for (const [name, file] of files) await writeFile(path.join(next, name), file, owner);
  const link = path.join(directory, '..data_next');
  await fs.rm(link, { force: true });
  await fs.symlink(path.basename(next), link);
  await fs.rename(link, path.join(directory, '..data'));
  await linkNames(directory, new Set([...files.keys()].map((name) => name.split('/')[0] ?? name)));
  await removeOld(directory, path.basename(next));
  return true;
}

async function writeFile(file: string, { content, mode }: PayloadFile, owner: FileOwner | undefined): Promise<void> {
  await fs.mkdir(path.dirname(file), { recursive: true, mode: 0o755 });
  await fs.writeFile(file, content, { mode: 0o600 });
  if (owner !== undefined) await fs.chown(file, owner.uid, owner.gid);
  await fs.chmod(file, mode);
}

async function isEqual(directory: string, files: ReadonlyMap<string, PayloadFile>): Promise<boolean> {
  const names = await fs.readdir(directory, { recursive: true, withFileTypes: true }).catch(() => undefined);
  if (names === undefined || names.filter((entry) => entry.isFile()).length !== files.size) return false;
  for (const [name, { content, mode }] of files) {
    const file = path.join(directory, name);
    const found = await fs.readFile(file).catch(() => undefined);
    if (found === undefined || !found.equals(content) || ((await fs.stat(file)).mode & 0o777) !== (mode & 0o777)) return false;
  }
  return true;
}

async function linkNames(directory: string, names: ReadonlySet<string>): Promise<void> {
  const there = (await fs.readdir(directory)).filter((name) => !name.startsWith('..'));
  for (const name of there) if (!names.has(name)) await fs.rm(path.join(directory, name), { force: true });
  for (const name of names) if (!there.includes(name)) await fs.symlink(`..data/${name}`, path.join(directory, name));
}

async function removeOld(directory: string, current: string): Promise<void> {
  for (const name of await fs.readdir(directory)) {
    if (name.startsWith('..version_') && name !== current) await fs.rm(path.join(directory, name), { recursive: true, force: true });
  }
}
