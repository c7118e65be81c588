import { Environment } from '@marcbachmann/cel-js';
import { celEquals } from './cel-values.js';
import { hasFormat } from '../formats.js';
import { parseQuantity } from '../quantity.js';
import { addHasField } from './has-macro.js';

/** A quantity inside an expression. */
class CelQuantity {
  constructor(readonly nano: bigint) {}
}

function readQuantity(text: string): CelQuantity {
  const quantity = parseQuantity(text);
  if (!quantity) throw new Error(`quantity: cannot parse ${JSON.stringify(text)}`);
  return new CelQuantity(quantity.nano);
}

function compare(left: unknown, right: unknown): number {
  const [a, b] = [left as string | bigint, right as string | bigint];
  return a < b ? -1 : a > b ? 1 : 0;
}

function extreme(list: unknown[], sign: 1 | -1): unknown {
  if (list.length === 0) throw new Error('min and max need a list that is not empty');
  return list.reduce((best, entry) => (compare(entry, best) * sign > 0 ? entry : best));
}

function formatText(template: string, values: unknown[]): string {
  let next = 0;
  return template.replaceAll(/%(%|s|d|f|e|x|b|(?:\.\d+f))/g, (part) => {
    if (part === '%%') return '%';
    const value = values[next++];
    const digits = /\.(\d+)f/.exec(part)?.[1];
    return digits === undefined ? String(value) : Number(value).toFixed(Number(digits));
  });
}

function pattern(text: string): RegExp {
  return new RegExp(text, 'u');
}

/** The environment of rules: the language, and the functions of Kubernetes that the library does not bring along. */
export function celEnvironment(): Environment {
  const environment = new Environment({ enableOptionalTypes: true, unlistedVariablesAreDyn: false, homogeneousAggregateLiterals: false });
  addQuantities(environment);
  addLists(environment);
  addTexts(environment);
  addHasField(environment);
  return environment;
}

function addQuantities(environment: Environment): void {
  environment
    .registerType('Quantity', { ctor: CelQuantity, fields: {} })
    .registerFunction('quantity(string): Quantity', readQuantity)
    .registerFunction('isQuantity(string): bool', (text: string) => parseQuantity(text) !== undefined)
    .registerFunction('Quantity.isGreaterThan(Quantity): bool', (left: CelQuantity, right: CelQuantity) => left.nano > right.nano)
    .registerFunction('Quantity.isLessThan(Quantity): bool', (left: CelQuantity, right: CelQuantity) => left.nano < right.nano)
    .registerFunction('Quantity.compareTo(Quantity): int', (left: CelQuantity, right: CelQuantity) => BigInt(compare(left.nano, right.nano)))
    .registerFunction('Quantity.add(Quantity): Quantity', (left: CelQuantity, right: CelQuantity) => new CelQuantity(left.nano + right.nano))
    .registerFunction('Quantity.sub(Quantity): Quantity', (left: CelQuantity, right: CelQuantity) => new CelQuantity(left.nano - right.nano))
    .registerFunction('Quantity.sign(): int', ({ nano }: CelQuantity) => BigInt(compare(nano, 0n)))
    .registerFunction('Quantity.asApproximateFloat(): double', ({ nano }: CelQuantity) => Number(nano) / 1e9)
    .registerFunction('Quantity.asInteger(): int', ({ nano }: CelQuantity) => nano / 1_000_000_000n)
    .registerFunction('Quantity.isInteger(): bool', ({ nano }: CelQuantity) => nano % 1_000_000_000n === 0n)
    .registerOperator('Quantity == Quantity', (left: CelQuantity, right: CelQuantity) => left.nano === right.nano);
}

function addLists(environment: Environment): void {
  environment
    .registerFunction('list<A>.sum(): A', (list: bigint[]) => list.reduce((total, entry) => total + entry, typeof list[0] === 'number' ? (0 as unknown as bigint) : 0n))
    .registerFunction('list<A>.min(): A', (list: unknown[]) => extreme(list, -1))
    .registerFunction('list<A>.max(): A', (list: unknown[]) => extreme(list, 1))
    .registerFunction('list.isSorted(): bool', (list: unknown[]) => list.every((entry, index) => index === 0 || compare(list[index - 1], entry) <= 0))
    .registerFunction('list<A>.indexOf(A): int', (list: unknown[], value: unknown) => BigInt(list.findIndex((entry) => celEquals(entry, value))))
    .registerFunction('list<A>.lastIndexOf(A): int', (list: unknown[], value: unknown) => BigInt(list.findLastIndex((entry) => celEquals(entry, value))));
}

function addTexts(environment: Environment): void {
  environment
    .registerFunction('string.charAt(int): string', (text: string, index: bigint) => [...text][Number(index)] ?? '')
    .registerFunction('string.replace(string, string): string', (text: string, from: string, to: string) => text.replaceAll(from, to))
    .registerFunction('string.replace(string, string, int): string', (text: string, from: string, to: string, times: bigint) => replaceTimes(text, [from, to], Number(times)))
    .registerFunction('string.format(list): string', formatText)
    .registerFunction('string.find(string): string', (text: string, expression: string) => pattern(expression).exec(text)?.[0] ?? '')
    .registerFunction('string.findAll(string): list<string>', (text: string, expression: string) => text.match(new RegExp(expression, 'gu')) ?? [])
    .registerFunction('isURL(string): bool', (text: string) => /^(\/|[a-z][a-z0-9+.-]*:)/i.test(text) && (text.startsWith('/') || URL.canParse(text)))
    .registerFunction('isIP(string): bool', (text: string) => hasFormat(text, 'ip'))
    .registerFunction('isCIDR(string): bool', (text: string) => hasFormat(text, 'cidr'));
}

function replaceTimes(text: string, [from, to]: [string, string], times: number): string {
  if (times < 0) return text.replaceAll(from, to);
  const parts = text.split(from);
  const head = parts.slice(0, times + 1).join(to);
  return parts.length > times + 1 ? [head, ...parts.slice(times + 1)].join(from) : head;
}
