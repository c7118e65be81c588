import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { GraphQLDateTime, GraphQLJSON, GraphQLSafeInt } from 'graphql-scalars';
import { parseQuantity } from '../validation/quantity.js';

/** A moment that keeps the microseconds that people and PostgreSQL give it: a Date alone has milliseconds. */
class ExactDate extends Date {
  readonly #microseconds: string;

  constructor(date: Date, text: string) {
    super(date);
    this.#microseconds = /\.\d{3}(\d{1,3})/.exec(text)?.[1] ?? '';
  }

  override toISOString(): string {
    return super.toISOString().replace('Z', `${this.#microseconds}Z`);
  }
}

const exactDate = (date: Date, text: unknown): Date => (typeof text === 'string' ? new ExactDate(date, text) : date);

/** A moment, RFC 3339 in UTC. */
export const DateTime = new GraphQLScalarType({
  ...GraphQLDateTime.toConfig(),
  description: 'A moment as RFC 3339 text in UTC, for example "2026-11-22T10:15:00Z".',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  // Kubernetes writes RFC 3339 already: text is passed on as it is, which matters on pages of a hundred rows.
  parseValue: (value) => exactDate(GraphQLDateTime.parseValue(value) as Date, value),
  parseLiteral: (node, variables) => exactDate(GraphQLDateTime.parseLiteral(node, variables) as Date, node.kind === Kind.STRING ? node.value : undefined),
  serialize: (value) => (typeof value === 'string' ? value : (GraphQLDateTime.serialize(value) as Date).toISOString()),
});

/** An integer that JavaScript holds exactly. */
export const SafeInt = new GraphQLScalarType({
  ...GraphQLSafeInt.toConfig(),
  description: 'An integer up to 2^53-1, for bytes and WAL distances that do not fit in 32 bits.',
  specifiedByURL: null,
});

/** Any JSON value. */
export const Json = new GraphQLScalarType({
  ...GraphQLJSON.toConfig(),
  description: 'Any JSON value.',
  specifiedByURL: null,
});

const quantityText = (value: unknown, node?: ValueNode): string => {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text === 'string' && parseQuantity(text) !== undefined) return text;
  throw new GraphQLError(`${JSON.stringify(value)} is no quantity: write a number with an optional unit, for example "10Gi" or "500m".`, {
    nodes: node,
    extensions: { code: 'BAD_USER_INPUT', suggestion: 'Write a number with an optional unit, for example "10Gi" or "500m".' },
  });
};

/** A Kubernetes quantity as text. */
export const Quantity = new GraphQLScalarType<string, string>({
  name: 'Quantity',
  description: 'A Kubernetes quantity: a number with an optional unit, for example "10Gi" of storage or "500m" of a CPU.',
  // What is stored was validated when it was stored.
  serialize: (value) => (typeof value === 'string' ? value : quantityText(value)),
  parseValue: (value) => quantityText(value),
  parseLiteral: (node) => quantityText(node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : undefined, node),
});
