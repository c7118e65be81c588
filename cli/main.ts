import { CommanderError } from 'commander';
import { CliError } from './error/cli-error.js';
import { describeError, errorLines } from './error/describe-error.js';
import { exitCodes } from './error/exit-code.js';
import { createFactory, systemClock, type OwnedFactory } from './factory/create-factory.js';
import { createPrompter } from './factory/prompter.js';
import { createScreen, type Streams } from './factory/streams.js';
import { buildProgram } from './program/build-program.js';
import { verbs } from './verbs.js';

/** A second Ctrl-C does not wait for anything. */
const stopOnSignals = (controller: AbortController): void => {
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    controller.abort(new CliError('Interrupted.', { exitCode: exitCodes.interrupted }));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
};

/** A reader that has read enough, such as `head`, is no failure. */
const endQuietlyWithoutReader = (): void => {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(exitCodes.done);
      throw error;
    });
  }
};

const processStreams = (): Streams => ({
  out: createScreen(process.stdout, process.env),
  err: createScreen(process.stderr, process.env),
  isInteractive: process.stdin.isTTY && process.stderr.isTTY,
});

/** `pgo help VERB…` means `pgo VERB… --help`. */
const withoutHelpWord = (args: readonly string[]): string[] => (args[0] === 'help' ? [...args.slice(1), '--help'] : [...args]);

/** `--version` is the command's own everywhere but after `upgrade`, where it says to which one. */
export const withUpgradeVersion = (args: readonly string[]): string[] => {
  const verb = args.indexOf('upgrade');
  return args.map((word, index) => (verb >= 0 && index > verb ? word.replace(/^--version(?==|$)/, '--pg-version') : word));
};

/** Prints a failure and returns its exit code. Commander has already printed its own. */
const report = (error: unknown, factory: OwnedFactory): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  const { err } = factory.streams;
  const isWorded = error instanceof CliError || !factory.signal.aborted;
  const described = describeError(isWorded ? error : factory.signal.reason, factory.lastUrl());
  const [first, ...rest] = errorLines(described);
  err.line(described.exitCode === exitCodes.interrupted ? (first ?? '') : err.colours.red(first ?? 'Error'));
  for (const line of rest) err.line(line);
  if (factory.flags().debug === true && error instanceof Error) err.line(error.stack ?? error.message);
  return described.exitCode;
};

/** Runs the command line of this process and ends it with the exit code. `version` is that of the package. */
export const main = async (version: string): Promise<void> => {
  endQuietlyWithoutReader();
  const controller = new AbortController();
  stopOnSignals(controller);
  let exitCode: number = exitCodes.done;
  const factory = createFactory({
    streams: processStreams(),
    prompter: createPrompter({ input: process.stdin, output: process.stderr }, controller.signal),
    clock: systemClock,
    version,
    environment: process.env,
    signal: controller.signal,
    end: (code) => void (exitCode = code),
  });
  try {
    const program = buildProgram({ factory, verbs, onFlags: factory.takeFlags });
    await program.parseAsync(withUpgradeVersion(withoutHelpWord(process.argv.slice(2))), { from: 'user' });
  } catch (error) {
    exitCode = report(error, factory);
  }
  await factory.close();
  process.stdout.write('', () => process.exit(exitCode));
};
