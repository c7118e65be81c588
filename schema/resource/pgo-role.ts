import type { Permission } from '../access/permission.js';
import type { ObjectMeta } from './meta.js';

/** A role of the API: a set of permissions under a name. It counts where an account is bound to it. */
export interface PgoRole {
  apiVersion: 'pgo.dev/v1';
  kind: 'PgoRole';
  metadata: ObjectMeta;
  spec: PgoRoleSpec;
}

/** What a role permits. */
export interface PgoRoleSpec {
  /**
   * The permissions, one for each call of the API.
   * @maxItems 200
   */
  permissions?: Permission[];
  /** When true, the role permits everything, also what later versions add. */
  all?: boolean;
}
