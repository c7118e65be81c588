import { formatPlan, type PlanView } from '../output/format-plan.js';
import { printResult } from '../output/print-result.js';
import { formatOf, type Factory } from '../factory/factory.js';
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

/** What came of a mutation, in all the ways in which it can be printed. */
interface Finished {
  readonly data: MutationPayload;
  readonly names: readonly string[];
  readonly text: () => string | Promise<string>;
  /** Where to look on, when nobody waited. */
  readonly hint?: string;
}

const finish = async (factory: Factory, payload: MutationPayload, flags: MutationFlags, sentences: MutationSentences): Promise<Finished> => {
  const { operation, plan } = payload;
  if (operation === null || operation === undefined) return { data: payload, names: plan.changes.map(({ object }) => object), text: () => formatPlan(plan, factory.streams.out) };
  if (flags.wait !== true) return { data: payload, names: [sentences.name], text: () => `${sentences.begun}\n`, hint: followHint(operation) };
  const last = await followOperation(factory, operation.id, flags.timeout);
  checkOutcome(last);
  return { data: { ...payload, operation: last }, names: [sentences.name], text: () => `${sentences.done}\n` };
};

/** One of the changes that a verb makes: sends it, and says what of it is shown. */
export type MutationRequest = () => Promise<{ readonly payload: MutationPayload; readonly sentences: MutationSentences }>;

/**
 * Ends a verb that changes several things, one after the other. People read of each as soon as it is done; `-o json` and
 * `-o yaml` are one document: a list, when one fails of those before it, unless exactly one thing was named (`isOnly`).
 */
export const finishMutations = async (factory: Factory, requests: readonly MutationRequest[], flags: MutationFlags, isOnly = false): Promise<void> => {
  const isDocument = ['json', 'yaml'].includes(formatOf(factory));
  const done: MutationPayload[] = [];
  try {
    for (const request of requests) {
      const { payload, sentences } = await request();
      const { data, names, text, hint } = await finish(factory, payload, flags, sentences);
      done.push(data);
      if (!isDocument) await printResult(factory, { data: () => data, names: () => names, text });
      if (hint !== undefined) factory.streams.err.line(hint);
    }
  } finally {
    if (isDocument && !(isOnly && done.length === 0)) await printResult(factory, { data: () => (isOnly ? done[0] : done), names: () => [], text: () => '' });
  }
};

/**
 * Ends a verb that changes something: prints the plan of a dry run, or waits when asked to, then prints the outcome.
 * Throws when the operation was waited for and did not succeed.
 */
export const finishMutation = async (factory: Factory, payload: MutationPayload, flags: MutationFlags, sentences: MutationSentences): Promise<void> =>
  finishMutations(factory, [() => Promise.resolve({ payload, sentences })], flags, true);
