import fs from 'node:fs/promises';
import path from 'node:path';

/** Made anew for every pod, or nobody's business. */
const LEFT_OUT = new Set(['hosts', 'hostname', 'resolv.conf', 'passwd', 'passwd-', 'group', 'group-', 'mtab', 'subuid', 'subgid', 'machine-id', 'ssh', 'sudoers.d', 'cron.d', 'kubernetes']);
const READABLE_BY_ALL = 0o004;
const ENTERABLE_BY_ALL = 0o005;

/**
 * Brings a copy of the host's /etc up to date that holds only what every user may read: a container with a real group id must
 * not read /etc/shadow or a private key. Files are replaced by renaming, since running containers have the directory mounted.
 * @returns the names at its top
 */
export async function copyHostEtc(target: string): Promise<readonly string[]> {
  await fs.mkdir(target, { recursive: true, mode: 0o755 });
  await copyDirectory('/etc', target, LEFT_OUT);
  return fs.readdir(target);
}

async function copyDirectory(source: string, target: string, leftOut: ReadonlySet<string>): Promise<void> {
  const names = (await fs.readdir(source).catch(() => [])).filter((name) => !leftOut.has(name));
  const there = await fs.readdir(target);
  for (const name of there) if (!names.includes(name)) await fs.rm(path.join(target, name), { recursive: true, force: true });
  await Promise.all(names.map((name) => copyEntry(path.join(source, name), path.join(target, name))));
}

async function copyEntry(source: string, target: string): Promise<void> {
  const found = await fs.lstat(source).catch(() => undefined);
  const old = await fs.lstat(target).catch(() => undefined);
  if (found?.isSymbolicLink() === true) return copyLink(source, target, old !== undefined);
  if (found?.isDirectory() === true && (found.mode & ENTERABLE_BY_ALL) === ENTERABLE_BY_ALL) {
    if (old !== undefined && !old.isDirectory()) await fs.rm(target);
    await fs.mkdir(target, { recursive: true, mode: 0o755 });
    return copyDirectory(source, target, new Set());
  }
  if (found?.isFile() !== true || (found.mode & READABLE_BY_ALL) === 0) return fs.rm(target, { recursive: true, force: true });
  if (old?.isFile() === true && old.size === found.size && old.mtimeMs >= found.mtimeMs) return;
  await fs.copyFile(source, `${target}.next`);
  await fs.chmod(`${target}.next`, found.mode & 0o755);
  await fs.rename(`${target}.next`, target);
}

async function copyLink(source: string, target: string, isThere: boolean): Promise<void> {
  const link = await fs.readlink(source);
  if (isThere && (await fs.readlink(target).catch(() => undefined)) === link) return;
  await fs.rm(target, { recursive: true, force: true });
  await fs.symlink(link, target);
}

/** The host's links from / to /usr, such as bin → usr/bin. */
export async function hostRootLinks(): Promise<{ name: string; target: string }[]> {
  const names = ['bin', 'sbin', 'lib', 'lib32', 'lib64', 'libx32'];
  const links = await Promise.all(names.map(async (name) => ({ name, target: await fs.readlink(`/${name}`).catch(() => '') })));
  return links.filter(({ target }) => target !== '');
}
