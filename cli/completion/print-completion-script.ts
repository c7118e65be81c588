import { Argument, type Command } from 'commander';
import type { Factory } from '../factory/factory.js';
import type { Example } from '../program/verb.js';
import { completionScript, shells, type Shell } from './completion-script.js';

export const examples: readonly Example[] = [
  { does: 'For this session of bash', run: 'source <(pgo completion bash)' },
  { does: 'For every session of fish', run: 'pgo completion fish > ~/.config/fish/completions/pgo.fish' },
];

export const define = (command: Command, factory: Factory): void => {
  command
    .addArgument(new Argument('<shell>', 'shell to complete in').choices(shells))
    .action((shell: Shell) => factory.streams.out.write(completionScript(shell)));
};
