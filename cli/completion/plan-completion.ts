import type { Command, Option } from 'commander';

/** What can stand where the cursor is: words known here, or names that must be asked for. */
export interface Completion {
  words: readonly string[];
  /** The kind of names to ask for, with the namespace that the words before name. */
  names?: { kind: NameKind; namespace?: string };
}

/** The names of arguments and flags whose values the server or the configuration knows. */
export const nameKinds = ['cluster', 'context', 'namespace', 'operation'] as const;
/** What a name is the name of. */
export type NameKind = (typeof nameKinds)[number];

const isNameKind = (text: string): text is NameKind => (nameKinds as readonly string[]).includes(text);

/** The options that a command understands, those of its parents included. */
const optionsOf = (command: Command): Option[] =>
  [...command.options, ...(command.parent === null ? [] : optionsOf(command.parent))];

const findOption = (command: Command, flag: string): Option | undefined =>
  optionsOf(command).find((option) => option.long === flag || option.short === flag);

const takesValue = (option: Option | undefined): boolean => option !== undefined && (option.required || option.optional);

interface Position {
  command: Command;
  /** How many arguments of the command stand before. */
  argumentsBefore: number;
  /** The option whose value is being written. */
  option?: Option;
  namespace?: string;
}

/** Reads the words before the one that is being written. */
const positionAfter = (program: Command, words: readonly string[]): Position => {
  const position: Position = { command: program, argumentsBefore: 0 };
  for (const word of words) {
    const { command, option } = position;
    if (option !== undefined) {
      if (option.long === '--namespace') position.namespace = word;
      delete position.option;
    } else if (word.startsWith('-')) {
      const found = findOption(command, word);
      if (found !== undefined && takesValue(found)) position.option = found;
    } else {
      const next = command.commands.find((child) => child.name() === word || child.aliases().includes(word));
      if (next === undefined) position.argumentsBefore += 1;
      else position.command = next;
    }
  }
  return position;
};

const namesOf = (kind: string, namespace: string | undefined): Completion =>
  isNameKind(kind) ? { words: [], names: { kind, ...(namespace === undefined ? {} : { namespace }) } } : { words: [] };

const visibleFlags = (command: Command): string[] =>
  [...new Set(optionsOf(command).filter(({ hidden }) => !hidden).flatMap(({ long }) => (long === undefined || long === null ? [] : [long])).concat('--help'))];

/** Decides what can be written in place of the last of the words (which may be empty). The first word after `pgo` is the first. */
export const planCompletion = (program: Command, words: readonly string[]): Completion => {
  if (words.slice(0, -1).includes('--')) return { words: [] };
  const current = words.at(-1) ?? '';
  const { command, argumentsBefore, option, namespace } = positionAfter(program, words.slice(0, -1));
  const matching = (all: readonly string[]): Completion => ({ words: all.filter((word) => word.startsWith(current)).sort() });
  if (option !== undefined) return option.argChoices === undefined ? namesOf(option.name(), namespace) : matching(option.argChoices);
  if (current.startsWith('-')) return matching(visibleFlags(command));
  if (command.commands.length > 0) {
    const shown = command.createHelp().visibleCommands(command).map((child) => child.name());
    return matching(shown);
  }
  const argument = command.registeredArguments[argumentsBefore];
  if (argument === undefined) return { words: [] };
  return argument.argChoices === undefined ? namesOf(argument.name(), namespace) : matching(argument.argChoices);
};
