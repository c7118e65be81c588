import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { writePrivateFile } from './api/write-private-file.js';

const FIRST_BLOCK = 10;
const LAST_BLOCK = 254;
const LISTENING = '0A';
const LOOPBACK = 127;

/** The addresses 127.B.x.y on which something listens, read from the text of /proc/net/tcp. */
export function listeningAddresses(table: string): string[] {
  return table.split('\n').slice(1).flatMap((line) => {
    const [, local = '', , state] = line.trim().split(/\s+/);
    // An address is hexadecimal with its bytes in reverse: 01000A7F is 127.10.0.1.
    const bytes = [6, 4, 2, 0].map((at) => parseInt(local.slice(at, at + 2), 16));
    return state === LISTENING && bytes[0] === LOOPBACK ? [bytes.join('.')] : [];
  });
}

/**
 * The first block in which nothing listens, looked for from a place of the caller's own on: two clusters that start at the
 * same moment see the same blocks free and must not choose the same one. Throws when every block is taken.
 */
export function freeBlock(taken: ReadonlySet<number>, place = 0): number {
  const blocks = LAST_BLOCK - FIRST_BLOCK + 1;
  for (let step = 0; step < blocks; step += 1) {
    const block = FIRST_BLOCK + ((place + step) % blocks);
    if (!taken.has(block)) return block;
  }
  throw new Error(`something listens in every address block from 127.${FIRST_BLOCK}.0.0/16 to 127.${LAST_BLOCK}.0.0/16: stop other local clusters first`);
}

/**
 * The address block of a data directory: the one it had before, or a free one that it keeps from now on. A block that
 * another cluster has taken while this one was stopped (it listens on the address of the API) is given up.
 */
export function addressBlockOf(dataDir: string): number {
  const file = path.join(dataDir, 'address-block');
  const addresses = listeningAddresses(readFileSync('/proc/net/tcp', 'utf8'));
  const kept = existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
  if (kept !== undefined && !addresses.includes(`127.${kept}.0.1`)) return kept;
  const block = freeBlock(new Set(addresses.map((address) => Number(address.split('.')[1]))), process.pid);
  writePrivateFile(file, String(block));
  return block;
}
