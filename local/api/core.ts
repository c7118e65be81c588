import type { Logger } from 'pino';
import type { KubeObject } from '../object.js';
import type { UserInfo } from './user-info.js';
import type { ResourceDefinition } from './registry/resource-definition.js';
import type { ObjectStore } from './store/object-store.js';
import type { Registry } from './registry/registry.js';

/** What every part of the server shares. */
export interface ApiCore {
  readonly store: ObjectStore;
  readonly registry: Registry;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** A random UUID. */
  readonly newUid: () => string;
  /** The B of the address block 127.B.0.0/16. */
  readonly addressBlock: number;
  readonly logger: Logger;
  /** Refuses writes that their writer may not make whatever the verb allows (granting more than one holds). Throws Forbidden. */
  readonly guard?: (write: GuardedWrite) => void;
}

/** A write about to be stored. */
export interface GuardedWrite {
  readonly user: UserInfo;
  readonly verb: 'create' | 'update';
  readonly definition: ResourceDefinition;
  readonly object: KubeObject;
}

/** A time as metadata has it: RFC 3339 in seconds. */
export function timestamp(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
