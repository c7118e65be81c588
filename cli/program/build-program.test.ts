import { beforeAll, describe, expect, it } from '@jest/globals';
import { CommanderError, type Command } from 'commander';
import { createBufferStreams, type BufferStreams } from '../factory/buffer-streams.js';
import type { Factory, GlobalFlags } from '../factory/factory.js';
import { planCompletion } from '../completion/plan-completion.js';
import { buildProgram, buildWholeProgram, parents } from './build-program.js';
import type { Verb } from '../verb/verb.js';
import { verbs } from '../verbs.js';

/** A factory of which only what the program itself uses is there. */
const factoryOver = (streams: BufferStreams): Factory => ({ streams, version: '1.2.3' } as unknown as Factory);

const parse = async (args: string[], verbTable: readonly Verb[] = verbs): Promise<{ streams: BufferStreams; flags: GlobalFlags; error: unknown }> => {
  const streams = createBufferStreams();
  let flags: GlobalFlags = {};
  let error: unknown;
  const program = buildProgram({ factory: factoryOver(streams), verbs: verbTable, onFlags: (taken) => { flags = taken; } });
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (thrown) {
    error = thrown;
  }
  return { streams, flags, error };
};

const exampleVerb = (loaded: string[], path: Verb['path'], received: unknown[] = []): Verb => ({
  path, group: 'Clusters:', summary: `Do ${path.join(' ')}`,
  load: async () => {
    loaded.push(path.join(' '));
    return { examples: [], define: (command) => void command.argument('[name]').option('--size <n>').action((name: unknown, own: object) => void received.push(name, own)) };
  },
});

describe('buildProgram', () => {
  it('loads the file of the verb that is used, and no other', async () => {
    const loaded: string[] = [];
    const received: unknown[] = [];
    const table = [exampleVerb(loaded, ['create', 'cluster'], received), exampleVerb(loaded, ['create', 'user']), exampleVerb(loaded, ['scale'])];
    const { flags, error } = await parse(['create', '-n', 'dev', 'cluster', 'hippo', '--size', '3', '-o', 'json'], table);
    expect(error).toBeUndefined();
    expect(loaded).toEqual(['create cluster']);
    expect(received).toEqual(['hippo', { size: '3' }]);
    expect(flags).toMatchObject({ namespace: 'dev', output: 'json', size: '3' });
  });
  it('loads nothing to list the verbs', async () => {
    const loaded: string[] = [];
    const { streams } = await parse(['--help'], [exampleVerb(loaded, ['scale'])]);
    expect(streams.stdout()).toMatch(/scale +Do scale/);
    expect(loaded).toEqual([]);
  });
  it.each([
    ['an unknown verb, with the one that was meant', ['shwo'], /unknown command 'shwo'\n\(Did you mean show\?\)\n {2}try: pgo --help/],
    ['an unknown noun', ['show', 'clustr'], /Did you mean (one of .*)?cluster/],
    ['an unknown flag', ['scale', 'hippo', '--replica-count', '1', '--wiat'], /Did you mean --wait\?\)\n {2}try: pgo scale --help/],
    ['a value out of range', ['scale', 'hippo', '--replica-count', '99'], /from 0 to 15/],
    ['a format that there is none', ['scale', 'hippo', '-o', 'xml'], /Allowed choices are table, wide, json, yaml, name/],
    ['a missing noun', ['create'], /Usage: pgo create/],
    ['too many arguments', ['scale', 'a', 'b', '--replica-count', '1'], /too many arguments/],
  ])('refuses %s on standard error', async (_name, args, message) => {
    const { streams, error } = await parse(args);
    expect(error).toBeInstanceOf(CommanderError);
    expect(streams.stderr()).toMatch(message);
    expect(streams.stdout()).toBe('');
  });
});

describe('the table of verbs', () => {
  const visible = verbs.filter(({ hidden }) => hidden !== true);
  it.each(visible.map((verb) => [verb.path.join(' '), verb] as const))('%s has a help text that fits 80 columns and examples that parse', async (_name, verb) => {
    const streams = createBufferStreams({ columns: 80 });
    const program = buildProgram({ factory: factoryOver(streams), verbs, onFlags: () => undefined });
    await expect(program.parseAsync([...verb.path, '--help'], { from: 'user' })).rejects.toMatchObject({ code: 'commander.helpDisplayed' });
    const text = streams.stdout();
    expect(text).toContain(`${verb.summary}.`);
    expect(text).toContain('Examples:');
    const options = text.slice(0, text.indexOf('Examples:'));
    expect(Math.max(...options.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    for (const { run } of (await verb.load()).examples) expect(run).toMatch(new RegExp(`pgo ${verb.path.join(' ')}`));
  });
  it('says of each word that only leads to others what they do', () => {
    const leading = new Set(visible.filter(({ path: [, second] }) => second !== undefined).map(({ path: [first] }) => first));
    expect([...leading].filter((word) => parents[word]?.summary === undefined)).toEqual([]);
  });
  it('has no summary with a full stop', () => { expect(visible.filter(({ summary }) => summary.endsWith('.'))).toEqual([]); });
});

describe('planCompletion', () => {
  let whole: Command;
  beforeAll(async () => { whole = await buildWholeProgram({ factory: factoryOver(createBufferStreams()), verbs, onFlags: () => undefined }); });
  const cases: [string, string[], object][] = [
    ['verbs', ['sh'], { words: ['show'] }],
    ['nouns', ['config', ''], { words: ['show', 'use-context'] }],
    ['flags', ['scale', 'hippo', '--rep'], { words: ['--replica-count'] }],
    ['choices', ['create', 'cluster', 'hippo', '--durability', 's'], { words: ['strict-sync', 'sync'] }],
    ['choices of an argument', ['completion', 'z'], { words: ['zsh'] }],
    ['clusters', ['scale', ''], { words: [], names: { kind: 'cluster' } }],
    ['clusters of the namespace given before', ['-n', 'dev', 'show', 'cluster', 'h'], { words: [], names: { kind: 'cluster', namespace: 'dev' } }],
    ['operations through an alias', ['show', 'workflow', ''], { words: [], names: { kind: 'operation' } }],
    ['namespaces', ['show', 'cluster', '-n', ''], { words: [], names: { kind: 'namespace' } }],
    ['contexts', ['config', 'use-context', ''], { words: [], names: { kind: 'context' } }],
    ['nothing after a name that is new', ['create', 'cluster', ''], { words: [] }],
    ['nothing after --', ['psql', 'hippo', '--', '-'], { words: [] }],
    ['nothing when there are enough arguments', ['scale', 'hippo', ''], { words: [] }],
  ];
  it.each(cases)('%s', (_name, words, expected) => { expect(planCompletion(whole, words)).toEqual(expected); });
  it('does not offer what is hidden', () => { expect(planCompletion(whole, ['__']).words).toEqual([]); });
});
