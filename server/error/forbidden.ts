import type { Permission } from '../../schema/graphql/permission.js';
import { ApiError } from './api-error.js';

/** The viewer lacks a permission, in one namespace or in all. */
export const forbidden = (permission: Permission, namespace?: string): ApiError => new ApiError(
  'FORBIDDEN',
  `You may not do this: it needs the permission ${permission}${namespace === undefined ? '' : ` in the namespace "${namespace}"`}.`,
  { permission, namespace, suggestion: `Ask an administrator for a role with ${permission}${namespace === undefined ? '' : ` in "${namespace}"`}, or log in with another account.` },
);
