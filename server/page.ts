import { Buffer } from 'node:buffer';
import type { KubeObject } from '../kube/kube-object.js';
import type { PageInfo } from '../schema/graphql/page-info.js';
import { badUserInput } from './error/api-error.js';
import type { ServerLimits } from './settings.js';

/** An order of objects: the sort key of each, unique, compared as text. */
export type Order = (object: KubeObject) => string;

/** Sorted by namespace and name. The separator sorts before every letter of a name. */
export const byNamespaceAndName: Order = ({ metadata }) => `${metadata.namespace ?? ''}\u0000${metadata.name}`;

const SECONDS_MAX = 1e11;
/** The newest first. */
export const newestFirst: Order = (object) => {
  const seconds = Math.floor(Date.parse(object.metadata.creationTimestamp ?? '') / 1000) || 0;
  return `${String(SECONDS_MAX - seconds).padStart(12, '0')}\u0000${byNamespaceAndName(object)}`;
};

/** Which page, of what order. */
export interface PageRequest {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly order: Order;
  readonly limits: Pick<ServerLimits, 'pageSizeMax' | 'pageSizeDefault'>;
}

/** A page of a list, as every connection of the API is made. Cursors of its entries are made when they are asked for. */
export class Page<T> {
  constructor(readonly nodes: T[], private readonly keys: readonly string[], private readonly list: { readonly hasNextPage: boolean; readonly totalCount: number }) {}

  get edges(): { cursor: string; node: T }[] {
    return this.nodes.map((node, index) => ({ cursor: encode(this.keys[index] ?? ''), node }));
  }

  get pageInfo(): PageInfo {
    const last = this.keys.at(-1);
    return { hasNextPage: this.list.hasNextPage, endCursor: last === undefined ? undefined : encode(last) };
  }

  get totalCount(): number {
    return this.list.totalCount;
  }
}

const encode = (key: string): string => Buffer.from(key, 'utf8').toString('base64url');

const decode = (cursor: string): string => {
  const key = Buffer.from(cursor, 'base64url').toString('utf8');
  if (key.includes('\u0000') && encode(key) === cursor) return key;
  throw badUserInput('after', `"${cursor.slice(0, 100)}" is no cursor of this list`, 'Pass `pageInfo.endCursor` of the page before, or leave it out for the first page.');
};

const sizeOf = ({ first, limits }: PageRequest): number => {
  const size = first ?? limits.pageSizeDefault;
  if (size >= 1 && size <= limits.pageSizeMax) return size;
  throw badUserInput('first', `${size} is not between 1 and ${limits.pageSizeMax}`, `Ask for 1 to ${limits.pageSizeMax} at a time, and for the next page with \`after\`.`);
};

/** Sort keys of shared cache objects, which never change: computed once for each. */
const keys = new WeakMap<Order, WeakMap<KubeObject, string>>();
const keyOf = (order: Order, object: KubeObject): string => {
  let known = keys.get(order);
  if (known === undefined) keys.set(order, known = new WeakMap());
  let key = known.get(object);
  if (key === undefined) known.set(object, key = order(object));
  return key;
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** One page of `objects` in the order of the request; only what stands on the page is mapped. */
export const pageOf = <O extends KubeObject, T>(objects: readonly O[], request: PageRequest, map: (object: O) => T): Page<T> => {
  const size = sizeOf(request);
  const start = request.after == null ? undefined : decode(request.after);
  const keyed = objects.map((object) => ({ key: keyOf(request.order, object), object })).sort((a, b) => compare(a.key, b.key));
  const rest = start === undefined ? keyed : keyed.filter(({ key }) => key > start);
  const shown = rest.slice(0, size);
  return new Page(shown.map(({ object }) => map(object)), shown.map(({ key }) => key), { hasNextPage: rest.length > size, totalCount: objects.length });
};
