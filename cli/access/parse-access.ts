import type { Permission } from '../../schema/sdk/client.js';
import { usageError } from '../error/cli-error.js';

/** A permission as the API writes it: `create-cluster` and `CreateCluster` mean `CREATE_CLUSTER`. */
export const permissionName = (text: string): Permission =>
  text.trim().replace(/([a-z0-9])([A-Z])/g, '$1_$2').replaceAll('-', '_').toUpperCase() as Permission;

/** A list with commas. */
export const commaList = (text: string): string[] => text.split(',').map((part) => part.trim()).filter((part) => part !== '');

/** A role and where it counts. */
export interface BindingView {
  role: string;
  namespaces: string[];
}

/** Adds a `ROLE=NAMESPACE[,NAMESPACE]` to those before; without namespaces the role counts in all. */
export const collectBinding = (text: string, before: BindingView[] = []): BindingView[] => {
  const [role = '', namespaces] = text.split('=');
  if (role.trim() === '') throw usageError(`"${text}" names no role.`, '--role', 'Write --role viewer or --role operator=team-a,team-b.');
  return [...before, { role: role.trim(), namespaces: namespaces === undefined ? ['*'] : commaList(namespaces) }];
};

/** Adds a text to those before. */
export const collectText = (text: string, before: string[] = []): string[] => [...before, text];

/** Roles for people. */
export const describeBindings = (bindings: readonly BindingView[]): string =>
  bindings.map(({ role, namespaces }) => `${role} in ${namespaces.includes('*') ? 'every namespace' : namespaces.join(', ')}`).join('\n');
