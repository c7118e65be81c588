/** What a URL path is about. */
export type RequestPath =
  | { readonly type: 'other'; readonly path: string }
  | {
      readonly type: 'resource';
      readonly path: string;
      readonly group: string;
      readonly version: string;
      readonly namespace: string | undefined;
      readonly plural: string;
      readonly name: string | undefined;
      readonly subresource: string | undefined;
      /** The rest of a proxy path. */
      readonly rest: string;
      /** The old form of a watch, /watch/ before the resource. */
      readonly watch: boolean;
    };

/** Takes a path apart: /api/v1/… and /apis/GROUP/VERSION/… with at least a resource are resource paths. */
export function parsePath(path: string): RequestPath {
  const parts = path.split('/').filter((part) => part !== '').map(decode);
  const core = parts[0] === 'api';
  if (!core && parts[0] !== 'apis') return { type: 'other', path };
  const tail = parts.slice(core ? 2 : 3);
  if (tail.length === 0) return { type: 'other', path };
  const group = core ? '' : (parts[1] ?? '');
  const version = (core ? parts[1] : parts[2]) ?? '';
  const watch = tail[0] === 'watch';
  if (watch) tail.shift();
  return { type: 'resource', path, group, version, watch, ...parseObject(tail) };
}

type ObjectPath = Pick<Extract<RequestPath, { type: 'resource' }>, 'namespace' | 'plural' | 'name' | 'subresource' | 'rest'>;

/** What follows the version: `[namespaces/NAMESPACE/]PLURAL[/NAME[/SUBRESOURCE]]`. */
function parseObject(tail: readonly string[]): ObjectPath {
  const [first = '', second, third, ...more] = tail;
  const isNamespaceItself = third === undefined || (more.length === 0 && (third === 'status' || third === 'finalize'));
  if (first === 'namespaces' && !isNamespaceItself) {
    const [name, subresource, ...rest] = more;
    return { namespace: second, plural: third, name, subresource, rest: rest.join('/') };
  }
  return { namespace: undefined, plural: first, name: second, subresource: third, rest: more.join('/') };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
