import { type GraphQLArgument, type GraphQLInputType, type GraphQLError, isInputObjectType, isListType, isNonNullType, isScalarType } from 'graphql';
import { badUserInput } from '../error/api-error.js';
import type { RestOperation } from './rest-operation.js';

type Text = string | readonly string[] | undefined;

/** A value out of a URL, as the type wants it. */
const valueOf = (name: string, type: GraphQLInputType, text: Text): unknown => {
  if (isNonNullType(type)) return valueOf(name, type.ofType, text);
  if (isListType(type)) return (Array.isArray(text) ? text as readonly string[] : String(text).split(',')).map((part) => valueOf(name, type.ofType, part));
  if (typeof text !== 'string') throw badUserInput(name, 'it is given more than once', 'Give it once.');
  if (isInputObjectType(type) || (isScalarType(type) && type.name === 'JSON')) {
    try {
      return JSON.parse(text) as unknown;
    } catch (error) {
      throw badUserInput(name, `it is no JSON: ${(error as GraphQLError).message}`, 'Write it as JSON.');
    }
  }
  if (type.name === 'Boolean') {
    if (text === 'true' || text === 'false') return text === 'true';
    throw badUserInput(name, `"${text.slice(0, 80)}" is neither true nor false`, 'Write true or false.');
  }
  return ['Int', 'Float', 'SafeInt'].includes(type.name) && text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
};

/** The variables of a query out of its path and query string. Throws BAD_USER_INPUT for what is not known. */
export const variablesOfUrl = ({ pathArguments, queryArguments }: RestOperation, path: Readonly<Record<string, string>>, query: Readonly<Record<string, Text>>): Record<string, unknown> => {
  const unknown = Object.keys(query).find((name) => name !== 'fields' && !queryArguments.some((arg) => arg.name === name));
  if (unknown !== undefined) {
    const known = [...queryArguments.map(({ name }) => name), 'fields'].join(', ');
    throw badUserInput(unknown.slice(0, 80), 'it is not known here', `Use: ${known}.`);
  }
  const read = (args: readonly GraphQLArgument[], from: Readonly<Record<string, Text>>): [string, unknown][] =>
    args.flatMap(({ name, type }) => (from[name] === undefined ? [] : [[name, valueOf(name, type, from[name])] as [string, unknown]]));
  return Object.fromEntries([...read(pathArguments, path), ...read(queryArguments, query)]);
};
