/** Splits SQL into statements by PostgreSQL's lexical rules, as psql does: quotes, dollar quotes, comments, bodies of functions. */

/** One statement. */
export interface SqlStatement {
  /** From its first word to its last, without the semicolon. */
  readonly text: string;
  /** Line of its first word, from 1. */
  readonly line: number;
}

/** What the text is at one place; the length is that of the whole piece. */
type Piece = { readonly type: 'space' | 'text' | 'word' | 'end'; readonly length: number } | { readonly type: 'open'; readonly what: string };

const WORD = /[a-z_\u0080-\uffff][\w$\u0080-\uffff]*/iy;
const DOLLAR = /\$(?:[a-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/iy;
const SPACE = /\s+|--[^\n]*/y;
const ESCAPE_STRING = /e'(?:[^'\\]|\\[^]|'')*'/iy;
const QUOTED = /'(?:[^']|'')*'|"(?:[^"]|"")*"/y;

const lengthAt = (pattern: RegExp, sql: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.exec(sql)?.[0].length ?? 0;
};

/** Length of a comment with comments inside it; 0 when it does not end. */
const commentLength = (sql: string, at: number): number => {
  let depth = 0;
  for (let place = at; place < sql.length; place += 1) {
    const two = sql.slice(place, place + 2);
    if (two === '/*') depth += 1;
    else if (two === '*/') depth -= 1;
    else continue;
    place += 1;
    if (depth === 0) return place + 1 - at;
  }
  return 0;
};

const pieceAt = (sql: string, at: number): Piece => {
  const space = lengthAt(SPACE, sql, at);
  if (space > 0) return { type: 'space', length: space };
  if (sql.startsWith('/*', at)) {
    const length = commentLength(sql, at);
    return length === 0 ? { type: 'open', what: 'a comment' } : { type: 'space', length };
  }
  if (sql[at] === ';') return { type: 'end', length: 1 };
  const escaped = lengthAt(ESCAPE_STRING, sql, at);
  if (escaped > 0) return { type: 'text', length: escaped };
  if (/^e'/i.test(sql.slice(at, at + 2))) return { type: 'open', what: 'a quoted text' };
  const quoted = lengthAt(QUOTED, sql, at);
  if (quoted > 0) return { type: 'text', length: quoted };
  if (sql[at] === "'" || sql[at] === '"') return { type: 'open', what: sql[at] === '"' ? 'a quoted name' : 'a quoted text' };
  const tag = lengthAt(DOLLAR, sql, at);
  if (tag > 0) {
    const end = sql.indexOf(sql.slice(at, at + tag), at + tag);
    return end < 0 ? { type: 'open', what: `a text quoted by ${sql.slice(at, at + tag)}` } : { type: 'text', length: end + tag - at };
  }
  const word = lengthAt(WORD, sql, at);
  return word > 0 ? { type: 'word', length: word } : { type: 'text', length: 1 };
};

/** Follows words and brackets, to know whether a semicolon ends the statement or stands in the body of a function or rule. */
class Nesting {
  #brackets = 0;
  #bodies = 0;
  #words: string[] = [];

  /** Takes the next piece of the statement. */
  take(piece: string, isWord: boolean): void {
    if (piece === '(' || piece === '[') this.#brackets += 1;
    else if (piece === ')' || piece === ']') this.#brackets -= 1;
    if (!isWord) return;
    const word = piece.toUpperCase();
    if (this.#words.length < 4) this.#words.push(word);
    const isRoutine = this.#words[0] === 'CREATE' && this.#words.some((one) => one === 'FUNCTION' || one === 'PROCEDURE');
    if (!isRoutine || this.#brackets > 0) return;
    if (word === 'BEGIN' || (word === 'CASE' && this.#bodies > 0)) this.#bodies += 1;
    else if (word === 'END' && this.#bodies > 0) this.#bodies -= 1;
  }

  get isInside(): boolean {
    return this.#brackets > 0 || this.#bodies > 0;
  }
}

/** What keeps SQL from being split. */
export interface OpenSql {
  /** What does not end. */
  readonly open: string;
  readonly line: number;
}

/** The statements of a text, or what in it does not end. */
export const splitStatements = (sql: string): readonly SqlStatement[] | OpenSql => {
  const statements: SqlStatement[] = [];
  let at = 0;
  let line = 1;
  let first: { at: number; line: number } | undefined;
  let last = 0;
  let nesting = new Nesting();
  const finish = (): void => {
    if (first !== undefined) statements.push({ text: sql.slice(first.at, last), line: first.line });
    first = undefined;
    nesting = new Nesting();
  };
  while (at < sql.length) {
    const piece = pieceAt(sql, at);
    if (piece.type === 'open') return { open: piece.what, line };
    const text = sql.slice(at, at + piece.length);
    if (piece.type === 'end' && !nesting.isInside) finish();
    else if (piece.type !== 'space') {
      first ??= { at, line };
      last = at + piece.length;
      nesting.take(text, piece.type === 'word');
    }
    at += piece.length;
    line += text.split('\n').length - 1;
  }
  finish();
  return statements;
};
