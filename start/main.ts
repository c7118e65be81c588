import { parseOptions, HELP } from './options.js';
import { readPackageVersion } from './package-version.js';
import { StartError } from './start-error.js';

/** What went before, measured from the start of the process. */
export interface Prepared {
  /** When the machine was ready and this program was loaded, in milliseconds. */
  readonly preparedMs: number;
}

/** Exit codes of `npm start`. */
const DONE = 0;
const FAILED = 1;
const WRONG_USAGE = 2;

/** Runs the whole service until it is told to stop. Resolves to the exit code. */
export async function main(args: readonly string[], prepared: Prepared): Promise<number> {
  const command = parseOptions(args, process.env);
  switch (command.kind) {
    case 'help':
      process.stdout.write(HELP);
      return DONE;
    case 'version':
      process.stdout.write(`${readPackageVersion()}\n`);
      return DONE;
    case 'wrong':
      process.stderr.write(`pgo: ${command.message}\n`);
      return WRONG_USAGE;
    case 'run':
      try {
        const { runService } = await import('./run-service.js');
        await runService(command.options, prepared);
        return DONE;
      } catch (error) {
        if (!(error instanceof StartError)) throw error;
        process.stderr.write(`pgo: ${error.message}\n`);
        return FAILED;
      }
  }
}
