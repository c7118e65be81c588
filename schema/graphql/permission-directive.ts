import { DirectiveLocation, GraphQLDirective, type GraphQLEnumType, GraphQLNonNull } from 'graphql';
import { Extensions } from 'type-graphql';
import { Permission } from './permission.js';

/** Where a field keeps the permission that it needs. */
export const PERMISSION_EXTENSION = 'permission';

/**
 * Says which permission a field needs. Every root field carries one, or the schema does not build; shown in the SDL as
 * `@permission(needs: …)`. The rules of the server are derived from it.
 */
export const NeedsPermission = (needs: Permission): MethodDecorator & PropertyDecorator => Extensions({ [PERMISSION_EXTENSION]: needs });

/** The definition of `@permission` for a schema that holds the enum `Permission`. */
export const permissionDirective = (permission: GraphQLEnumType): GraphQLDirective => new GraphQLDirective({
  name: 'permission',
  description: 'The permission that the viewer needs for the field, in the namespace of the object that is asked for.',
  locations: [DirectiveLocation.FIELD_DEFINITION],
  args: { needs: { type: new GraphQLNonNull(permission), description: 'The permission.' } },
});

/** The permission that a field needs, or undefined when it has none of its own. */
export const permissionOf = (field: { readonly extensions: Readonly<Record<string, unknown>> }): Permission | undefined => {
  const needs = field.extensions[PERMISSION_EXTENSION];
  return typeof needs === 'string' && needs in Permission ? (needs as Permission) : undefined;
};
