import { type DocumentNode, type GraphQLSchema, Kind, OperationTypeNode, TypeInfo, BREAK, isObjectType, visit, visitWithTypeInfo } from 'graphql';

/**
 * Whether a document is one query whose fields below the root are only read from what its root fields resolved to:
 * nothing there is asked of a rule, the audit log or a database. It names no type, has no abstract types, no directives
 * and no text among its arguments (that is what variables are for).
 */
export const isPlainQuery = (schema: GraphQLSchema, document: DocumentNode): boolean => {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operations.length !== 1 || operations[0]?.operation !== OperationTypeNode.QUERY) return false;
  const types = new TypeInfo(schema);
  const root = schema.getQueryType();
  let plain = true;
  const refuse = (): typeof BREAK => {
    plain = false;
    return BREAK;
  };
  visit(document, visitWithTypeInfo(types, {
    [Kind.FIELD]: () => {
      const parent = types.getParentType();
      const field = types.getFieldDef();
      const isKnown = isObjectType(parent) && field != null && !field.name.startsWith('__');
      return isKnown && (parent === root || field.resolve === undefined) ? undefined : refuse();
    },
    [Kind.DIRECTIVE]: refuse,
    [Kind.STRING]: refuse,
  }));
  return plain;
};
