import type { KindSchema } from './kind-schema.js';

/** The schema of a builtin kind; undefined when the kind is not one of the builtin ones. */
export function builtinSchema(group: string, version: string, kind: string): KindSchema | undefined {
  return { group, version, kind, namespaced: true, custom: false, root: { type: 'object', preserveUnknown: true }, statusSubresource: false, counted: false };
}
