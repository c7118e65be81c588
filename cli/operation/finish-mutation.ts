import { formatPlan, type PlanView } from '../output/format-plan.js';
import { printResult } from '../output/print-result.js';
import type { Factory } from '../factory/factory.js';
import type { MutationFlags } from '../option/mutation-options.js';
import { checkOutcome, followOperation } from './follow-operation.js';
import type { OperationView } from './operation-view.js';

/** What every mutation of a cluster answers, as far as it is shown. */
export interface MutationPayload {
  operation?: OperationView | null;
  plan: PlanView;
}

/** What is said of a change. */
export interface MutationSentences {
  /** Name for `-o name`, such as `cluster/hippo`. */
  name: string;
  /** What has begun when nobody waits. */
  begun: string;
  /** What is done when it was waited for. */
  done: string;
}

const followHint = ({ id }: OperationView): string => `Follow it with \`pgo show operation ${id} --wait\`.`;

/**
 * Ends a verb that changes something: prints the plan of a dry run, or waits when asked to, then prints the outcome.
 * Throws when the operation was waited for and did not succeed.
 */
export const finishMutation = async (factory: Factory, payload: MutationPayload, flags: MutationFlags, sentences: MutationSentences): Promise<void> => {
  const { streams } = factory;
  const { operation, plan } = payload;
  if (operation === null || operation === undefined) {
    await printResult(factory, { data: () => payload, names: () => plan.changes.map(({ object }) => object), text: () => formatPlan(plan, streams.out) });
    return;
  }
  const last = flags.wait === true ? await followOperation(factory, operation.id, flags.timeout) : operation;
  if (flags.wait === true) checkOutcome(last);
  await printResult(factory, {
    data: () => ({ ...payload, operation: last }),
    names: () => [sentences.name],
    text: () => `${flags.wait === true ? sentences.done : sentences.begun}\n`,
  });
  if (flags.wait !== true) streams.err.line(followHint(operation));
};
