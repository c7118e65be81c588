import { afterEach, expect, test } from '@jest/globals';
import { type ExecutionArgs, type ExecutionResult, type GraphQLSchema, buildSchema, defaultFieldResolver, execute, parse, validate } from 'graphql';
import { ApiError } from '../error/api-error.js';
import { createExecuteOperation } from './execute-operation.js';
import { isPlainQuery } from './plain-query.js';

const schema = buildSchema(`
  enum Color { RED GREEN }
  input Filter { color: Color = RED, names: [String!], most: Int }
  interface Node { id: ID! }
  type Part { name: String!, number: Int }
  type Thing implements Node { id: ID!, name: String!, color: Color!, weight: Float, parts(first: Int): [Part!]!, part: Part, must: Part!, secret: String, list: [[Int!]] }
  type Query { things(filter: Filter, first: Int = 2): [Thing!]!, thing(id: ID): Thing, mustThing: Thing!, node: Node, refused: String, odd: [Thing], later: [Thing!]! }
  type Mutation { change: Thing }
`);
const thing = (number: number, more: object = {}): object => ({
  id: `t${number}`, name: `Thing "${number}" ä\n`, color: 'GREEN', weight: number / 3, parts: [{ name: 'a', number: 1 }, { name: 'b', number: null }],
  part: undefined, must: { name: 'm' }, secret: 's', list: [[1, 2], null], ...more,
});
const set = (type: 'Query' | 'Mutation' | 'Thing', name: string, resolve: (parent: unknown, args: Record<string, unknown>, context: unknown) => unknown): void => {
  const field = (schema.getType(type) as ReturnType<GraphQLSchema['getQueryType']>)?.getFields()[name];
  if (field != null) field.resolve = resolve;
};
const asked: string[] = [];
set('Query', 'things', (_root, args, context) => {
  const said = JSON.stringify([args.filter, args.first, Object.keys(args).sort(), context]);
  asked.push(said);
  return [1, 2, 3].slice(0, Number(args.first)).map((number) => thing(number, { name: said }));
});
set('Query', 'thing', async () => thing(1));
set('Query', 'mustThing', () => null);
set('Query', 'node', () => ({ __typename: 'Thing', ...thing(1) }));
set('Query', 'refused', async () => { throw new ApiError('FORBIDDEN', 'No.', { suggestion: 'Ask.', permission: 'SHOW_CLUSTER' }); });
set('Query', 'odd', () => [thing(1), null, thing(2, { must: null }), thing(3, { color: 'BLUE' }), thing(4, { weight: 'heavy' })]);
set('Query', 'later', () => { throw new Error('broken'); });
set('Thing', 'secret', (parent) => (parent as { secret: string }).secret);
set('Mutation', 'change', () => thing(9));

afterEach(() => { asked.length = 0; });

const CASES: readonly (readonly [name: string, query: string, plain: boolean, variables?: Record<string, unknown>])[] = [
  ['a list', '{ things { id name color weight parts { name number } part { name } must { name number } list } }', true],
  ['aliases and the same field twice', '{ a: things { x: id id parts { name } parts { number } } b: thing { id } }', true],
  ['defaults of variables', 'query Q($first: Int = 1) { things(first: $first) { name } }', true],
  ['variables', 'query Q($filter: Filter, $first: Int) { things(filter: $filter, first: $first) { name } }', true, { filter: { names: ['";\\'], color: 'GREEN' }, first: 3 }],
  ['a variable that is left out', 'query Q($first: Int) { things(first: $first) { name } }', true],
  ['null for a variable', 'query Q($filter: Filter) { things(filter: $filter) { name } }', true, { filter: null }],
  ['a variable of the wrong type', 'query Q($first: Int) { things(first: $first) { name } }', true, { first: 'many' }],
  ['a field of an input that is not there', 'query Q($filter: Filter) { things(filter: $filter) { name } }', true, { filter: { size: 1 } }],
  ['a needed variable that is missing', 'query Q($first: Int!) { things(first: $first) { name } }', true],
  ['enums and numbers in the document', '{ things(filter: { color: GREEN, most: 1 }, first: 1) { name } }', true],
  ['fragments', 'query { things { ...T ... on Thing { color } } } fragment T on Thing { id parts { ...P } } fragment P on Part { name }', true],
  ['null where nothing may be null', '{ mustThing { id } thing { id } }', true],
  ['faulty items of a list', '{ odd { id must { name } } }', true],
  ['values that do not serialize', '{ odd { color weight } }', true],
  ['a refusal', '{ refused thing { id } }', true],
  ['an error of ours', '{ later { id } }', true],
  ['text in the document', '{ things(filter: { names: ["\\";"] }) { name } }', false],
  ['a field that is resolved', '{ thing { id secret } }', false],
  ['the name of a type', '{ thing { __typename } }', false],
  ['an abstract type', '{ node { id } }', false],
  ['a directive', 'query Q($no: Boolean!) { thing { id name @include(if: $no) } }', false, { no: false }],
  ['introspection', '{ __schema { queryType { name } } }', false],
  ['a mutation', 'mutation { change { id } }', false],
  ['the name of another operation', 'query B { thing { id } }', true],
  ['several operations', 'query A { thing { id } } query B { thing { name } }', false],
];

/** Operations that are asked for by name. */
const OPERATION_NAMES: Readonly<Record<string, string>> = { 'several operations': 'A', 'the name of another operation': 'A' };

const outcome = ({ data, errors }: ExecutionResult): unknown =>
  JSON.parse(JSON.stringify({ data, errors: errors?.map((error) => ({ ...error.toJSON(), cause: error.originalError?.constructor.name, own: error.originalError === undefined })) }));

test.each(CASES)('%s: the same as graphql-js, before and after it is compiled', async (name, query, plain, variableValues = {}) => {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  expect(isPlainQuery(schema, document)).toBe(plain);
  const request: Omit<ExecutionArgs, 'schema'> = { document, variableValues, contextValue: { who: 'me' }, operationName: OPERATION_NAMES[name] };
  const wanted = outcome(await execute({ schema, ...request, fieldResolver: defaultFieldResolver }));
  const [once = ''] = asked;
  const executeOperation = createExecuteOperation(schema);
  for (let count = 0; count < 12; count += 1) expect(outcome(await executeOperation(request))).toEqual(wanted);
  expect(new Set(asked).size).toBeLessThanOrEqual(1);
  expect(asked.length % 13 === 0 && (asked.length === 0 || once !== '')).toBe(true);
});
