import type { Command } from 'commander';
import { namespaceOf, type Factory } from '../factory/factory.js';
import { checkOutcome, followOperation } from '../operation/follow-operation.js';
import type { OperationView } from '../operation/operation-view.js';
import { printResult } from '../output/print-result.js';
import { renderTable, type Column } from '../output/table.js';
import { duration } from '../option/parse-option.js';
import type { Example } from '../verb/verb.js';

/** Shown at the end of the help text. */
export const examples: readonly Example[] = [{ does: 'See which services and instances can be connected to', run: 'pgo test hippo' }];

/** One endpoint and whether it answered. */
interface EndpointVerdict {
  endpoint: string;
  isUp: boolean;
  message: string;
}

const verdicts = ({ steps }: OperationView): EndpointVerdict[] =>
  steps.map(({ name, state, message }) => ({ endpoint: name, isUp: state === 'SUCCEEDED', message: message ?? '' }));

/** Connects to the services and instances of a cluster. Ends with exit code 5 when one is down. */
export const run = async (factory: Factory, name: string, { timeout }: { timeout?: number }): Promise<void> => {
  const client = await factory.client();
  const input = { cluster: { namespace: await namespaceOf(factory), name } };
  const { testCluster } = await client.testCluster({ input }, { signal: factory.signal });
  const ended = await followOperation(factory, testCluster.operation?.id ?? '', timeout);
  const { out } = factory.streams;
  const columns: Column<EndpointVerdict>[] = [
    { header: 'ENDPOINT', value: ({ endpoint }) => endpoint },
    { header: 'STATUS', value: ({ isUp }) => (isUp ? 'UP' : 'DOWN'), paint: (text, { isUp }) => (isUp ? out.colours.green : out.colours.red)(text) },
    { header: 'DETAIL', value: ({ message }) => message, shrinkTo: 20 },
  ];
  await printResult(factory, {
    data: () => verdicts(ended),
    names: () => verdicts(ended).filter(({ isUp }) => isUp).map(({ endpoint }) => endpoint),
    text: () => renderTable(columns, verdicts(ended), { columns: out.columns(), paintHeader: out.colours.bold }),
  });
  checkOutcome(ended);
};

/** Adds the arguments, the flags and the work to the command. */
export const define = (command: Command, factory: Factory): void => {
  command
    .argument('<cluster>', 'name of the cluster')
    .option('--timeout <duration>', 'stop waiting after this time (exit code 6)', duration)
    .action(async (name: string, flags: { timeout?: number }) => run(factory, name, flags));
};
