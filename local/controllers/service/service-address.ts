import { createHash } from 'node:crypto';

/** The third byte of a service's address starts here: pods have the lower half of the block, services the upper. */
const SERVICE_RANGE_START = 128;
/** 128 third bytes with 254 hosts each: .0 and .255 are left out. */
const HOSTS_PER_NETWORK = 254;
/** How many services one address block can hold. */
export const SERVICE_ADDRESSES_MAX = 128 * HOSTS_PER_NETWORK;

/** Says whether an address lies in the half of the block 127.B.0.0/16 that is given to services. */
export function isServiceAddress(address: string, addressBlock: number): boolean {
  const match = /^127\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  if (!match) return false;
  const [block, network, host] = match.slice(1).map(Number) as [number, number, number];
  return block === addressBlock && network >= SERVICE_RANGE_START && network <= 255 && host >= 1 && host <= HOSTS_PER_NETWORK;
}

/**
 * Picks a free ClusterIP in 127.B.<128-255>.<1-254>. The search starts at a place that follows from `seed` (the
 * service's namespace and name), so that a service that is made again tends to get its old address.
 * Returns undefined when all `SERVICE_ADDRESSES_MAX` addresses are taken.
 */
export function allocateServiceAddress(taken: ReadonlySet<string>, addressBlock: number, seed: string): string | undefined {
  const start = createHash('sha256').update(seed).digest().readUInt32BE(0) % SERVICE_ADDRESSES_MAX;
  for (let step = 0; step < SERVICE_ADDRESSES_MAX; step += 1) {
    const index = (start + step) % SERVICE_ADDRESSES_MAX;
    const network = SERVICE_RANGE_START + Math.floor(index / HOSTS_PER_NETWORK);
    const address = `127.${addressBlock}.${network}.${1 + (index % HOSTS_PER_NETWORK)}`;
    if (!taken.has(address)) return address;
  }
  return undefined;
}
