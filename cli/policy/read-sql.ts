import { readFile } from 'node:fs/promises';
import { CliError } from '../error/cli-error.js';

/** Reads a file of SQL; throws a sentence when it cannot be read. */
export const readSql = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new CliError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
};
