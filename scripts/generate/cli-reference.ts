import type { Command, Option } from 'commander';
import { createBufferStreams } from '../../cli/factory/buffer-streams.js';
import type { Factory } from '../../cli/factory/factory.js';
import { exitCodes } from '../../cli/error/exit-code.js';
import { buildWholeProgram } from '../../cli/program/build-program.js';
import { verbGroups, type Verb } from '../../cli/verb/verb.js';
import { verbs } from '../../cli/verbs.js';
import type { GeneratedFile } from './generated-file.js';
import { GENERATED_PAGE, markdownPage, markdownTable } from './markdown.js';

/** What each exit code says, in the order of `exitCodes`. */
const EXIT_CODE_TEXTS: Readonly<Record<keyof typeof exitCodes, string>> = {
  done: 'done',
  failed: 'failed',
  usage: 'wrong usage: the command line, or a value in it',
  notFound: 'not found',
  denied: 'not allowed, or not logged in',
  operationFailed: 'the operation was carried out and failed',
  timedOut: '`--timeout` ran out; the operation goes on',
  interrupted: 'interrupted by Ctrl-C or a signal',
};

const ENVIRONMENT: readonly (readonly [string, string])[] = [
  ['`PGO_URL`', 'address of the server'],
  ['`PGO_TOKEN`', 'the token itself'],
  ['`PGO_TOKEN_FILE`', 'file with the token'],
  ['`PGO_CA_CERT`', 'file with the certificate authority of the server (PEM)'],
  ['`PGO_NAMESPACE`', 'namespace to work in'],
  ['`PGO_CONFIG`', 'configuration file; `~/.config/pgo/config.yaml` when not set'],
  ['`NO_COLOR`, `FORCE_COLOR`', 'never, or always, colour the output'],
];

const optionRow = ({ flags, description, argChoices, defaultValue, mandatory }: Option): string[] => [
  `\`${flags}\``,
  [description, argChoices === undefined ? '' : `one of ${argChoices.map((choice) => `\`${choice}\``).join(', ')}`,
    mandatory ? 'required' : '', defaultValue === undefined || typeof defaultValue === 'boolean' ? '' : `default ${String(defaultValue)}`]
    .filter((text) => text !== '').join('; '),
];

const optionsTable = (options: readonly Option[]): string => markdownTable(['Flag', 'Meaning'], options.filter(({ hidden }) => !hidden).map(optionRow));

const commandOf = (program: Command, path: readonly string[]): Command =>
  path.reduce<Command>((parent, word) => {
    const child = parent.commands.find((command) => command.name() === word);
    if (child === undefined) throw new Error(`There is no command ${path.join(' ')}.`);
    return child;
  }, program);

const verbSection = async (program: Command, verb: Verb): Promise<string> => {
  const name = verb.path.join(' ');
  const command = commandOf(program, verb.path);
  const { examples } = await verb.load();
  const aliases = (verb.aliases ?? []).map((alias) => `\`pgo ${[...verb.path.slice(0, -1), alias].join(' ')}\``);
  return markdownPage(
    `### pgo ${name}`,
    `${verb.summary}.${aliases.length === 0 ? '' : ` Also called ${aliases.join(', ')}.`}`,
    `\`\`\`\npgo ${name} ${command.usage()}\n\`\`\``,
    markdownTable(['Argument', 'Meaning'], command.registeredArguments.map((argument) => [`\`${argument.name()}\``,
      `${argument.description}${argument.argChoices === undefined ? '' : `: ${argument.argChoices.join(', ')}`}`])),
    optionsTable(command.options),
    examples.length === 0 ? '' : `\`\`\`sh\n${examples.map(({ does, run }) => `# ${does}\n${run}`).join('\n\n')}\n\`\`\``,
  ).trimEnd();
};

/** docs/reference/cli.md, from the commands themselves. */
export const generateCliReference = async (): Promise<GeneratedFile[]> => {
  const factory = { streams: createBufferStreams(), version: '' } as unknown as Factory;
  const program = await buildWholeProgram({ factory, verbs, onFlags: () => { /* No verb runs. */ } });
  const sections: string[] = [];
  for (const group of verbGroups) {
    sections.push(`## ${group.replace(':', '')}`);
    for (const verb of verbs) if (verb.group === group && verb.hidden !== true) sections.push(await verbSection(program, verb));
  }
  const content = markdownPage(
    GENERATED_PAGE,
    '# Command line reference',
    'Results go to standard output, everything else to standard error. `pgo VERB --help` shows the same as this page.',
    ...sections,
    '## Global flags',
    'They can stand before or after the verb.',
    optionsTable(program.options.filter(({ long }) => long !== '--version')),
    '## Environment',
    'A flag wins over the environment, the environment over the context.',
    markdownTable(['Variable', 'Meaning'], ENVIRONMENT),
    '## Exit codes',
    markdownTable(['Code', 'Meaning'], Object.entries(exitCodes).map(([name, code]) => [String(code), EXIT_CODE_TEXTS[name as keyof typeof exitCodes]])),
    '## Configuration file',
    '```yaml\ncurrentContext: local\ncontexts:\n  - name: local\n    url: http://127.0.0.1:4000\n    tokenFile: local.token   # from the folder of this file\n    caFile: ca.crt           # needed for https with an authority of its own\n    namespace: pgo\n```',
  );
  return [{ path: 'docs/reference/cli.md', content }];
};
