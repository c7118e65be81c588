import {
  type ConstDirectiveNode, type GraphQLArgument, type GraphQLField, type GraphQLInputField, type GraphQLNamedType, type GraphQLObjectType, type GraphQLSchema,
  Kind, buildSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType, isScalarType, isSpecifiedScalarType,
} from 'graphql';
import type { GeneratedFile } from './generated-file.js';
import { GENERATED_PAGE, markdownPage, markdownTable } from './markdown.js';

const permissionOf = (directives: readonly ConstDirectiveNode[] | undefined): string => {
  const value = directives?.find(({ name }) => name.value === 'permission')?.arguments?.[0]?.value;
  return value?.kind === Kind.ENUM ? value.value : '';
};

const text = (description: string | null | undefined): string => (description ?? '').replace(/\s*\n\s*/g, ' ').trim();

const anchor = (name: string): string => name.toLowerCase();

const typeLink = (schema: GraphQLSchema, type: { toString(): string }): string => {
  const whole = type.toString();
  const name = whole.replace(/[[\]!]/g, '');
  const named = schema.getType(name);
  return named === undefined || isSpecifiedScalarType(named) ? `\`${whole}\`` : `[\`${whole}\`](#${anchor(name)})`;
};

const defaultText = (value: unknown): string => (value === undefined ? '' : `Default \`${JSON.stringify(value)}\`.`);

const inputRows = (schema: GraphQLSchema, inputs: readonly (GraphQLArgument | GraphQLInputField)[]): string[][] =>
  inputs.map(({ name, type, description, defaultValue }) => [`\`${name}\``, typeLink(schema, type), [text(description), defaultText(defaultValue)].filter((part) => part !== '').join(' ')]);

const rootSection = (schema: GraphQLSchema, heading: string, root: GraphQLObjectType | null | undefined): string => {
  const fields = Object.values(root?.getFields() ?? {});
  if (fields.length === 0) return '';
  const section = (field: GraphQLField<unknown, unknown>): string => markdownPage(
    `### ${root?.name ?? ''}.${field.name}`,
    text(field.description),
    `Returns ${typeLink(schema, field.type)}. Needs \`${permissionOf(field.astNode?.directives)}\`.`,
    markdownTable(['Argument', 'Type', 'Meaning'], inputRows(schema, field.args)),
  ).trimEnd();
  return [`## ${heading}`, ...fields.map(section)].join('\n\n');
};

const fieldRow = (schema: GraphQLSchema, { name, args, type, description, astNode }: GraphQLField<unknown, unknown>): string[] => {
  const permission = permissionOf(astNode?.directives);
  const call = args.length === 0 ? name : `${name}(${args.map((argument) => `${argument.name}: ${argument.type.toString()}`).join(', ')})`;
  return [`\`${call}\``, typeLink(schema, type), `${text(description)}${permission === '' ? '' : ` Needs \`${permission}\`.`}`];
};

const membersOf = (schema: GraphQLSchema, type: GraphQLNamedType): string => {
  if (isObjectType(type) || isInterfaceType(type)) return markdownTable(['Field', 'Type', 'Meaning'], Object.values(type.getFields()).map((field) => fieldRow(schema, field)));
  if (isInputObjectType(type)) return markdownTable(['Field', 'Type', 'Meaning'], inputRows(schema, Object.values(type.getFields())));
  return isEnumType(type) ? markdownTable(['Value', 'Meaning'], type.getValues().map(({ name, description }) => [`\`${name}\``, text(description)])) : '';
};

const typesSection = (schema: GraphQLSchema, heading: string, is: (type: GraphQLNamedType) => boolean): string => {
  const roots = new Set<GraphQLNamedType | null | undefined>([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);
  const types = Object.values(schema.getTypeMap()).filter((type) => is(type) && !roots.has(type) && !type.name.startsWith('__') && !isSpecifiedScalarType(type));
  if (types.length === 0) return '';
  const sorted = types.sort((a, b) => a.name.localeCompare(b.name, 'en'));
  return [`## ${heading}`, ...sorted.map((type) => markdownPage(`### ${type.name}`, text(type.description), membersOf(schema, type)).trimEnd())].join('\n\n');
};

/** docs/reference/graphql.md, from the SDL. */
export const generateGraphqlReference = (sdl: string): GeneratedFile[] => {
  const schema = buildSchema(sdl);
  const content = markdownPage(
    GENERATED_PAGE,
    '# GraphQL reference',
    'The same as `schema/schema.graphql`, for reading. Every root field names the permission that it needs in the namespace of the object asked for.',
    rootSection(schema, 'Queries', schema.getQueryType()),
    rootSection(schema, 'Mutations', schema.getMutationType()),
    rootSection(schema, 'Subscriptions', schema.getSubscriptionType()),
    typesSection(schema, 'Inputs', isInputObjectType),
    typesSection(schema, 'Types', (type) => isObjectType(type) || isInterfaceType(type)),
    typesSection(schema, 'Enums', isEnumType),
    typesSection(schema, 'Scalars', isScalarType),
  );
  return [{ path: 'docs/reference/graphql.md', content }];
};
