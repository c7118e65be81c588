import type { Command } from 'commander';
import { formatOf, namespaceOf, type Factory } from '../factory/factory.js';
import { wholeNumber } from '../option/parse-option.js';
import type { Example } from '../verb/verb.js';

/** What `pgo logs` was asked for. */
export interface LogsFlags {
  instance?: string;
  tail: number;
  follow?: boolean;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'The last 100 lines of each instance', run: 'pgo logs hippo' },
  { does: 'Everything that one instance writes from now on', run: 'pgo logs hippo --instance hippo-2 --tail 0 --follow' },
];

/** Quiet time after which the lines of the past are taken to have come, in milliseconds. */
const QUIET_MS = 1_500;

/** Prints the logs of the instances of a cluster. */
export const run = async (factory: Factory, cluster: string, { instance, tail, follow = false }: LogsFlags): Promise<void> => {
  const client = await factory.client();
  const { out } = factory.streams;
  const namespace = await namespaceOf(factory);
  const end = new AbortController();
  const signal = AbortSignal.any([factory.signal, end.signal]);
  let latestMs = factory.clock.now().getTime();
  const stop = follow ? () => {} : factory.clock.every(QUIET_MS / 3, () => { if (factory.clock.now().getTime() - latestMs > QUIET_MS) end.abort(); });
  try {
    for await (const { logs: line } of client.logs({ namespace, cluster, tail, ...(instance === undefined ? {} : { instance }) }, { signal })) {
      latestMs = factory.clock.now().getTime();
      out.line(formatOf(factory) === 'json' ? JSON.stringify(line) : `${out.colours.dim(line.instance)} ${line.text}`);
    }
  } catch (error) {
    if (!end.signal.aborted) throw error;
  } finally {
    stop();
  }
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<cluster>', 'name of the cluster')
    .option('--instance <name>', 'only this instance')
    .option('--tail <lines>', 'lines of the past of each instance', wholeNumber(0, 10_000), 100)
    .option('-f, --follow', 'go on with every new line')
    .action(async (name: string, flags: LogsFlags) => run(factory, name, flags));
};
