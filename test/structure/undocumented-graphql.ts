import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, isSpecifiedScalarType, type GraphQLSchema } from 'graphql';

interface Described {
  readonly description?: string | null | undefined;
}

/** Everything in a schema that has no description. */
export function undocumentedGraphql(schema: GraphQLSchema): string[] {
  const missing: string[] = [];
  const check = (place: string, { description }: Described): void => {
    if (!description?.trim()) missing.push(place);
  };
  for (const directive of schema.getDirectives()) check(`@${directive.name}`, directive);
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || isSpecifiedScalarType(type)) continue;
    if (!roots.some((root) => root === type)) check(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) check(`${type.name}.${value.name}`, value);
    if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) check(`${type.name}.${field.name}`, field);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      check(`${type.name}.${field.name}`, field);
      for (const argument of field.args) check(`${type.name}.${field.name}(${argument.name})`, argument);
    }
  }
  return missing;
}
