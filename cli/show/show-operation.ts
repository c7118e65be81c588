import { Option, type Command } from 'commander';
import { notFoundError, usageError } from '../error/cli-error.js';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { checkOutcome, followOperation } from '../operation/follow-operation.js';
import { formatOperation, formatOperations } from '../operation/format-operations.js';
import type { OperationView } from '../operation/operation-view.js';
import { duration, wholeNumber } from '../option/parse-option.js';
import { printResult } from '../output/print-result.js';
import { readPages } from '../page/read-pages.js';
import type { Example } from '../verb/verb.js';

const states = ['pending', 'running', 'succeeded', 'failed', 'cancelled'] as const;
const statesOfApi = { pending: 'PENDING', running: 'RUNNING', succeeded: 'SUCCEEDED', failed: 'FAILED', cancelled: 'CANCELLED' } as const;

/** What `pgo show operation` was asked for. */
export interface ShowOperationFlags {
  cluster?: string;
  state?: (typeof states)[number];
  limit: number;
  allNamespaces?: boolean;
  wait?: boolean;
  /** In ms. */
  timeout?: number;
}

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [
  { does: 'What was done last, the newest first', run: 'pgo show operation' },
  { does: 'What failed on one cluster', run: 'pgo show operation --cluster hippo --state failed -o wide' },
  { does: 'Follow one to its end; the exit code says how it ended', run: 'pgo show operation ID --wait' },
];

const readOne = async (factory: Factory, id: string): Promise<OperationView> => {
  const client = await factory.client();
  const { operation } = await client.operation({ id }, { signal: factory.signal });
  if (operation === null || operation === undefined) throw notFoundError(`There is no operation "${id}".`, '`pgo show operation` lists those that there are.');
  return operation;
};

const showOne = async (factory: Factory, id: string, { wait, timeout }: ShowOperationFlags): Promise<void> => {
  const operation = wait === true ? await followOperation(factory, id, timeout) : await readOne(factory, id);
  await printResult(factory, {
    data: () => operation,
    names: () => [`operation/${operation.id}`],
    text: () => formatOperation(operation, factory.clock.now(), factory.streams.out),
  });
  if (wait === true) checkOutcome(operation);
};

const showAll = async (factory: Factory, flags: ShowOperationFlags): Promise<void> => {
  const client = await factory.client();
  const namespace = flags.allNamespaces === true ? null : await namespaceOf(factory);
  const filter = { namespace, cluster: flags.cluster ?? null, state: flags.state === undefined ? null : statesOfApi[flags.state] };
  const operations = await readPages(async (after, first) => {
    const page = await client.operations({ ...filter, first, after: after ?? null }, { signal: factory.signal });
    return page.operations;
  }, flags.limit);
  await printResult(factory, {
    data: () => operations,
    names: () => operations.map(({ id }) => `operation/${id}`),
    text: async (wide) => (operations.length === 0 ? '' : formatOperations(operations, { wide, now: factory.clock.now() }, factory.streams.out)),
  });
  if (operations.length === 0) factory.streams.err.line('There are no such operations.');
};

/** Shows one operation in detail, or the newest as a table. */
export const run = async (factory: Factory, id: string | undefined, flags: ShowOperationFlags): Promise<void> => {
  if (id !== undefined) return showOne(factory, id, flags);
  if (flags.wait === true) throw usageError('--wait needs the id of an operation.', '--wait', '`pgo show operation` lists the ids.');
  return showAll(factory, flags);
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('[operation]', 'id of the operation; the newest ones when left out')
    .option('--cluster <name>', 'only operations on this cluster')
    .addOption(new Option('--state <state>', 'only operations in this state').choices(states))
    .option('--limit <number>', 'how many at most', wholeNumber(1, 10_000), 50)
    .option('-A, --all-namespaces', 'operations of every namespace that you may see')
    .option('--wait', 'wait until the operation has ended, showing its steps')
    .option('--timeout <duration>', 'stop waiting after this time (exit code 6)', duration)
    .action(async (id: string | undefined, flags: ShowOperationFlags) => run(factory, id, flags));
};
