/** Duplicates beyond this number are not named. */
const maximumNamed = 20;

/**
 * The paths of fields that a JSON text has twice, as `duplicate field "spec.replicas"`; the text has been parsed
 * before, so it is well formed.
 */
export function findDuplicateFields(text: string): string[] {
  const found: string[] = [];
  const stack: { keys: Set<string> | undefined; path: string; index: number; key: string }[] = [];
  const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gy;
  let position = 0;
  let pending: string | undefined;
  while (position < text.length && found.length < maximumNamed) {
    token.lastIndex = position;
    const match = token.exec(text);
    if (!match) {
      position++;
      continue;
    }
    position = token.lastIndex;
    const top = stack[stack.length - 1];
    switch (match[0]) {
      case '{':
      case '[':
        stack.push({ keys: match[0] === '{' ? new Set() : undefined, path: top ? placeIn(top) : '', index: 0, key: '' });
        break;
      case '}':
      case ']':
        stack.pop();
        break;
      case ',':
        if (top) top.index++;
        break;
      case ':':
        if (top?.keys && pending !== undefined) {
          top.key = JSON.parse(pending) as string;
          if (top.keys.has(top.key)) found.push(`duplicate field ${JSON.stringify(placeIn(top))}`);
          top.keys.add(top.key);
        }
        break;
      default:
        pending = match[0];
    }
  }
  return found;
}

function placeIn({ keys, path, index, key }: { keys: Set<string> | undefined; path: string; index: number; key: string }): string {
  if (!keys) return `${path}[${index}]`;
  return path === '' ? key : `${path}.${key}`;
}
