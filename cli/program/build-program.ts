import { Command, Option } from 'commander';
import { outputFormats, type Factory, type GlobalFlags } from '../factory/factory.js';
import type { Example, Verb } from '../verb/verb.js';

const kinds = 'Clusters and all that belongs to them:';

/** A word that only leads to other words: what stands in the help for all of them, and where. */
export const parents: Readonly<Record<string, { readonly summary: string; readonly group?: string }>> = {
  create: { summary: 'Create a cluster, database, user, policy, schedule, account', group: kinds },
  show: { summary: 'Show clusters, backups, users, operations, what was done', group: kinds },
  update: { summary: 'Change a cluster, database, user, policy, schedule, account', group: kinds },
  delete: { summary: 'Delete a cluster, backup, database, user, policy, account', group: kinds },
  run: { summary: 'Run a schedule now' },
  auth: { summary: 'Ask what you may do' },
  audit: { summary: 'Check the audit log' },
  config: { summary: 'Choose between servers' },
  support: { summary: 'Collect what helps to help you' },
};

/** What the command tree is built from. */
export interface ProgramOptions {
  factory: Factory;
  verbs: readonly Verb[];
  /** Receives the global flags before the verb runs. */
  onFlags(flags: GlobalFlags): void;
}

const examplesText = (examples: readonly Example[]): string =>
  examples.length === 0 ? '' : `\nExamples:\n${examples.map(({ does, run }) => `  # ${does}\n  ${run}`).join('\n\n')}\n`;

const addGlobalOptions = (program: Command): void => {
  program
    .option('-n, --namespace <name>', 'namespace to work in (PGO_NAMESPACE)')
    .addOption(new Option('-o, --output <format>', 'how to print the result').choices(outputFormats))
    .option('--context <name>', 'server to talk to, by its name in the configuration')
    .option('--url <url>', 'server to talk to, by its address (PGO_URL)')
    .option('--token-file <path>', 'file with the token (PGO_TOKEN_FILE)')
    .option('--ca-file <path>', 'file with the certificate authority of the server (PGO_CA_CERT)')
    .option('--client-cert-file <path>', 'file with a certificate to show in place of a token (PGO_CLIENT_CERT)')
    .option('--client-key-file <path>', 'file with its key (PGO_CLIENT_KEY)')
    .option('--debug', 'show the stack and the causes of a failure')
    .optionsGroup('Global options:');
};

const configureOutput = (program: Command, { streams }: Factory): void => {
  program.configureOutput({
    writeOut: (text) => streams.out.write(text),
    writeErr: (text) => streams.err.write(text),
    getOutHelpWidth: () => streams.out.columns() ?? 100,
    getErrHelpWidth: () => streams.err.columns() ?? 100,
    getOutHasColors: () => streams.out.colours.isColorSupported,
    getErrHasColors: () => streams.err.colours.isColorSupported,
    outputError: (text, write) => write(`Error: ${text.replace(/^error: /, '')}`),
  });
};

const parentOf = (program: Command, verb: Verb): Command => {
  const [first, second] = verb.path;
  if (second === undefined) return program;
  const known = program.commands.find((command) => command.name() === first);
  if (known !== undefined) return known;
  const { summary = '', group = verb.group } = parents[first] ?? {};
  return program.command(first).summary(summary).description(`${summary}.`).helpGroup(group)
    .helpCommand(false).showHelpAfterError(`  try: pgo ${first} --help`);
};

const addVerb = (program: Command, verb: Verb): Command => {
  const name = verb.path[1] ?? verb.path[0];
  return parentOf(program, verb)
    .command(name, { hidden: verb.hidden ?? false })
    .aliases(verb.aliases ?? [])
    .summary(verb.summary)
    .description(`${verb.summary}.`)
    .helpGroup(verb.path[1] === undefined ? verb.group : 'Commands:')
    .showHelpAfterError(`  try: pgo ${verb.path.join(' ')} --help`);
};

/** Adds the arguments, options and action of a verb from its file. */
const defineVerb = async (command: Command, verb: Verb, factory: Factory): Promise<void> => {
  const module = await verb.load();
  module.define(command, factory);
  command.addHelpText('after', examplesText(module.examples));
};

/**
 * Builds the command tree from the table of verbs. Every verb has its name and summary from the start; its file is
 * loaded when the words on the command line reach it.
 */
export const buildProgram = ({ factory, verbs, onFlags }: ProgramOptions): Command => {
  const program = new Command('pgo')
    .description('Highly available PostgreSQL as a service, from the command line.')
    .usage('VERB [options]')
    .version(factory.version, '--version', 'print the version of this command')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: true, visibleArguments: (command) => [...command.registeredArguments] })
    .exitOverride()
    .showHelpAfterError('  try: pgo --help')
    .addHelpText('after', '\nResults go to standard output, everything else to standard error.\n'
      + 'Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not found, 4 not allowed or not logged in,\n'
      + '            5 operation failed, 6 timed out, 130 interrupted.');
  configureOutput(program, factory);
  addGlobalOptions(program);
  const pending = new Map(verbs.map((verb) => [addVerb(program, verb), verb]));
  const loadPending = async (_parent: Command, command: Command): Promise<void> => {
    const verb = pending.get(command);
    pending.delete(command);
    if (verb !== undefined) await defineVerb(command, verb, factory);
  };
  program.hook('preSubcommand', loadPending);
  for (const parent of program.commands) if (!pending.has(parent)) parent.hook('preSubcommand', loadPending);
  program.hook('preAction', (_program, command) => onFlags(command.optsWithGlobals<GlobalFlags>()));
  return program;
};

/** Builds the command tree with every verb's file loaded, for completion and for the reference. */
export const buildWholeProgram = async (options: ProgramOptions): Promise<Command> => {
  const program = buildProgram({ ...options, verbs: [] });
  for (const verb of options.verbs) await defineVerb(addVerb(program, verb), verb, options.factory);
  return program;
};
