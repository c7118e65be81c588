import { Argument, type Command } from 'commander';
import type { Factory } from '../factory/factory.js';
import type { Example } from '../verb/verb.js';
import { completionScript, shells, type Shell } from './completion-script.js';

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'For this session of bash', run: 'source <(pgo completion bash)' },
  { does: 'For every session of fish', run: 'pgo completion fish > ~/.config/fish/completions/pgo.fish' },
];

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .addArgument(new Argument('<shell>', 'shell to complete in').choices(shells))
    .action((shell: Shell) => factory.streams.out.write(completionScript(shell)));
};
