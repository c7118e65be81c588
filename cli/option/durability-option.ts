/** What `--durability` takes. */
export const durabilities = ['async', 'sync', 'strict-sync'] as const;

/** The flags that choose the durability. */
export interface DurabilityFlags {
  durability?: (typeof durabilities)[number];
  syncReplication?: boolean;
}

const inputs = { async: 'ASYNC', sync: 'SYNC', 'strict-sync': 'STRICT_SYNC' } as const;

/** The durability that the flags ask for, in the API's words; undefined when they say nothing. */
export const durabilityOf = ({ durability, syncReplication }: DurabilityFlags): (typeof inputs)[keyof typeof inputs] | undefined => {
  if (durability !== undefined) return inputs[durability];
  return syncReplication === true ? 'SYNC' : undefined;
};
