import { Kind, type FieldDefinitionNode, type GraphQLSchema, type ObjectTypeDefinitionNode, isObjectType, lexicographicSortSchema, parse, print, printSchema, visit } from 'graphql';
import { PERMISSION_EXTENSION, permissionOf } from '../../schema/graphql/permission-directive.js';

const HEADER = '# Generated from the classes in schema/graphql and server by `npm run generate`. Do not edit.\n\n';

const withPermission = (field: FieldDefinitionNode, needs: string): FieldDefinitionNode => ({
  ...field,
  directives: [...(field.directives ?? []), {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: PERMISSION_EXTENSION },
    arguments: [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'needs' }, value: { kind: Kind.ENUM, value: needs } }],
  }],
});

/** The schema as SDL, sorted, with `@permission` on the fields that need one (graphql-js prints no applied directives). */
export const printSdl = (schema: GraphQLSchema): string => {
  const annotate = (type: ObjectTypeDefinitionNode): ObjectTypeDefinitionNode => {
    const defined = schema.getType(type.name.value);
    const fields = type.fields?.map((field) => {
      const needs = isObjectType(defined) ? permissionOf(defined.getFields()[field.name.value] ?? { extensions: {} }) : undefined;
      return needs === undefined ? field : withPermission(field, needs);
    });
    return { ...type, ...(fields === undefined ? {} : { fields }) };
  };
  const document = visit(parse(printSchema(lexicographicSortSchema(schema))), { ObjectTypeDefinition: annotate });
  return `${HEADER}${print(document)}\n`;
};
