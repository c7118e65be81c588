import { beforeAll, describe, expect, test } from '@jest/globals';
import { CommanderError, type Command } from 'commander';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createScriptedFactory } from '../../cli/factory/scripted-factory.js';
import { buildWholeProgram } from '../../cli/program/build-program.js';
import { verbs } from '../../cli/verbs.js';
import { limitVariable } from '../../start/access/limits-settings.js';
import { LIMITS_DEFAULT } from '../../server/settings.js';
import { packageRoot } from '../../start/package-root.js';
import { anchorsOf, commandLinesOf, linksOf, readMarkdownPages } from './markdown-pages.js';

const pages = readMarkdownPages();

describe('links', () => {
  test.each(pages.map((page) => [page.file, page] as const))('of %s lead somewhere', (_file, page) => {
    const broken = linksOf(page).filter((link) => !/^(https?:|mailto:)/.test(link)).filter((link) => {
      const [target = '', anchor] = link.split('#');
      const file = target === '' ? page.file : path.join(path.dirname(page.file), target);
      if (!existsSync(path.join(packageRoot, file))) return true;
      const linked = pages.find((other) => other.file === file);
      return anchor !== undefined && linked !== undefined && !anchorsOf(linked).includes(anchor);
    });
    expect(broken).toEqual([]);
  });
});

describe('command lines', () => {
  /** Every verb understands its words as it does in earnest, and then does nothing. */
  const buildIdleProgram = async (): Promise<Command> => {
    const program = await buildWholeProgram({ factory: createScriptedFactory({}), verbs, onFlags: () => {} });
    for (const command of program.commands.flatMap((parent) => [parent, ...parent.commands])) command.action(() => {});
    return program;
  };

  let lines: string[][];
  beforeAll(async () => {
    const examples: string[] = [];
    for (const verb of verbs) examples.push(...(await verb.load()).examples.map(({ run }) => run));
    lines = [...pages, { file: 'help', text: `\`\`\`sh\n${examples.join('\n')}\n\`\`\`\n` }].flatMap(commandLinesOf);
  });

  test('are found', () => { expect(lines.length).toBeGreaterThan(80); });

  test('in the documentation and the help texts are understood by the command', async () => {
    const refused: string[] = [];
    for (const words of lines) {
      // Flags keep what they were given, so each line gets a program of its own.
      const program = await buildIdleProgram();
      const error: unknown = await program.parseAsync(words, { from: 'user' }).then(() => undefined, (thrown: unknown) => thrown);
      // A verb that is only named, as in "see `pgo scale`", lacks what it requires.
      const isOnlyNamed = words.length <= 2 && error instanceof CommanderError && /^commander\.missing/.test(error.code);
      if (error !== undefined && !isOnlyNamed) refused.push(`pgo ${words.join(' ')}: ${String(error)}`);
    }
    expect(refused).toEqual([]);
  });
});

describe('docs/limits.md', () => {
  const text = pages.find(({ file }) => file === path.join('docs', 'limits.md'))?.text ?? '';

  test('names only variables that set a limit, and that of introspection', () => {
    const named = text.match(/PGO_LIMIT_[A-Z_]*[A-Z]/g) ?? [];
    expect(named).not.toEqual([]);
    expect(named.filter((variable) => !Object.keys(LIMITS_DEFAULT).map(limitVariable).includes(variable))).toEqual([]);
    expect(text).toContain('`PGO_INTROSPECTION=false`');
  });

  /** A limit as the page writes it. */
  const written = (name: string, value: number): string => {
    if (name.endsWith('Ms')) return value >= 3_600_000 ? `${value / 3_600_000} h` : `${value / 1000} s`;
    return name.startsWith('bodyBytes') ? `${value / 1024 ** 2} MiB` : value.toLocaleString('en-US');
  };

  test.each(Object.entries(LIMITS_DEFAULT))('names %s with its default', (name, value: number) => {
    expect(text.split('\n').filter((line) => line.includes(`\`${name}\``))).toEqual([expect.stringContaining(`| ${written(name, value)} |`)]);
  });
});
