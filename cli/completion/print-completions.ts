import type { Command } from 'commander';
import type { Factory } from '../factory/factory.js';
import { buildWholeProgram } from '../program/build-program.js';
import type { Example, Verb } from '../verb/verb.js';
import { completeWords } from './complete-words.js';

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [];

/** The hidden verb that the completion scripts call: prints what can stand in place of the last word, one a line. */
export const defineWith = (verbs: readonly Verb[]) => (command: Command, factory: Factory): void => {
  command
    .argument('[words...]')
    .allowUnknownOption()
    .action(async (words: string[]) => {
      const program = await buildWholeProgram({ factory, verbs, onFlags: () => { /* Nothing runs. */ } });
      for (const word of await completeWords(factory, program, words)) factory.streams.out.line(word);
    });
};
