/** Duplicates beyond this number are not named. */
const maximumNamed = 20;

/** An object or list that is being read. */
interface Level {
  /** The fields seen so far; undefined in a list. */
  readonly fields: Set<string> | undefined;
  readonly path: string;
  index: number;
  field: string;
}

/**
 * The faults `duplicate field "spec.replicas"` of fields that a JSON text has twice; the text has been parsed before,
 * so it is well formed.
 */
export function findDuplicateFields(text: string): string[] {
  const found: string[] = [];
  const levels: Level[] = [];
  let word = '""';
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]/g)) {
    const level = levels[levels.length - 1];
    if (token === '{' || token === '[') {
      levels.push({ fields: token === '{' ? new Set() : undefined, path: level ? placeIn(level) : '', index: 0, field: '' });
    } else if (token === '}' || token === ']') levels.pop();
    else if (token === ',' && level) level.index++;
    else if (token === ':' && level && nameField(level, word)) found.push(`duplicate field ${JSON.stringify(placeIn(level))}`);
    else word = token;
    if (found.length >= maximumNamed) break;
  }
  return found;
}

/** Notes a field; answers whether the object has had it before. */
function nameField(level: Level, word: string): boolean {
  level.field = JSON.parse(word) as string;
  const known = level.fields?.has(level.field) === true;
  level.fields?.add(level.field);
  return known;
}

function placeIn({ fields, path, index, field }: Level): string {
  if (!fields) return `${path}[${index}]`;
  return path === '' ? field : `${path}.${field}`;
}
