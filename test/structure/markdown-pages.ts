import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../start/package-root.js';

/** A page of the documentation. */
export interface MarkdownPage {
  /** Path from the root of the project. */
  readonly file: string;
  readonly text: string;
}

/** Every page: those at the root and those in docs. */
export function readMarkdownPages(): MarkdownPage[] {
  const inDocs = readdirSync(path.join(packageRoot, 'docs'), { recursive: true, encoding: 'utf8' }).map((name) => path.join('docs', name));
  return [...readdirSync(packageRoot), ...inDocs]
    .filter((file) => file.endsWith('.md'))
    .map((file) => ({ file, text: readFileSync(path.join(packageRoot, file), 'utf8') }));
}

/** The targets of the links of a page. */
export function linksOf({ text }: MarkdownPage): string[] {
  const prose = text.replace(/^```[^]*?^```/gm, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '');
}

/** The names under which the headings of a page can be linked to, as GitHub makes them. */
export function anchorsOf({ text }: MarkdownPage): string[] {
  const seen = new Map<string, number>();
  return [...text.replace(/^```[^]*?^```/gm, '').matchAll(/^#+ +(.*)$/gm)].map((match) => {
    const anchor = (match[1] ?? '').toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-');
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  });
}

/** The command lines of `pgo` in the shell blocks and inline code of a page, as the words after `pgo`. */
export function commandLinesOf({ text }: MarkdownPage): string[][] {
  const blocks = [...text.matchAll(/^```sh\n([^]*?)^```/gm)].flatMap((match) => (match[1] ?? '').split('\n'));
  const inline = [...text.replace(/^```[^]*?^```/gm, '').matchAll(/`(pgo [a-z][^`]*)`/g)].map((match) => match[1] ?? '');
  return [...blocks, ...inline].flatMap((line) => {
    const command = /^(?:[A-Z_]+=\S+ )*(?:npx )?pgo (.*)$/.exec(line.trim())?.[1];
    return command === undefined || command.includes('…') ? [] : [shellWords(command)];
  });
}

/** The words of a simple command line: quotes are taken off; a comment, pipe, list or redirection ends it. */
function shellWords(line: string): string[] {
  const words: string[] = [];
  for (const match of line.matchAll(/#.*$|\|.*$|&&.*$|[<>].*$|'([^']*)'|"([^"]*)"|([^\s'"|<>#&]+)/g)) {
    const word = match[1] ?? match[2] ?? match[3];
    if (word === undefined) break;
    words.push(word);
  }
  return words;
}
