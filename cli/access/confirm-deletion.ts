import { CliError, usageError } from '../error/cli-error.js';
import type { Factory } from '../factory/factory.js';

/** Asks whether to delete something. Throws when the answer is not yes, or when nobody can be asked. */
export const confirmDeletion = async ({ prompter, streams }: Factory, what: string): Promise<void> => {
  if (!streams.isInteractive) throw usageError('Nobody can be asked whether to delete: this is not a terminal.', undefined, 'Add --no-prompt to delete without asking.');
  const answer = await prompter.ask(`Delete ${what}? Type yes: `);
  if (answer.trim() !== 'yes') throw new CliError('Nothing was deleted.');
};
