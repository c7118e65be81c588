const ADDRESSES = 128 * 256;
/** 127.B.0.0 to 127.B.0.9 stay free for the API and the like. */
const FIRST = 10;

/** Gives every pod a loopback address of the node's block; one that is in use is never given twice, one just freed comes last. */
export class AddressBook {
  private readonly taken = new Map<string, string>();
  private next = FIRST;

  constructor(private readonly block: number) {}

  /** Marks an address that a pod of an earlier run has. */
  keep(uid: string, address: string): void {
    this.taken.set(address, uid);
  }

  /** @throws when every address is in use */
  allocate(uid: string): string {
    for (let tries = 0; tries < ADDRESSES; tries += 1) {
      const address = `127.${this.block}.${this.next >> 8}.${this.next & 255}`;
      const usable = (this.next & 255) !== 0 && (this.next & 255) !== 255 && !this.taken.has(address);
      this.next = this.next + 1 >= ADDRESSES ? FIRST : this.next + 1;
      if (!usable) continue;
      this.taken.set(address, uid);
      return address;
    }
    throw new Error(`no address of 127.${this.block}.0.0/17 is free: too many pods on this node`);
  }

  free(uid: string): void {
    for (const [address, owner] of this.taken) if (owner === uid) this.taken.delete(address);
  }
}
