import { errorMessage } from '../error-message.js';
import type { Key } from '../kube-object.js';
import type { Logger } from '../logger.js';
import { inSpan } from '../trace/tracing.js';
import { WorkQueue, type Next, type WorkQueueOptions } from './work-queue.js';

/** Settings and surroundings of a queue of objects. */
export interface ObjectQueueOptions extends Pick<WorkQueueOptions, 'name' | 'clock' | 'random'> {
  readonly visit: (key: Key) => Promise<Next>;
  readonly logger: Logger;
  /** What the objects are called in the log, such as `cluster`. */
  readonly subject: string;
  /** What is logged when a visit fails. */
  readonly sentence: string;
  /** By what the work on an object is found again in logs and traces. */
  readonly originOf?: (key: Key) => Origin;
  /** Failures that are nothing to speak of. */
  readonly isQuiet?: (error: unknown, failures: number) => boolean;
}

/** Where work on an object comes from. */
export interface Origin {
  /** The span that asked for it, as a header `traceparent`. */
  readonly traceParent?: string | undefined;
  readonly correlationId?: string | undefined;
}

/** The queue of a loop over objects. */
export interface ObjectQueue {
  /** Asks for a visit as soon as possible; metadata of an object are a key, too. */
  add(key: { readonly namespace?: string; readonly name: string }): void;
  /** Asks for a visit within a time; one that was asked for before and comes earlier stays the only one. */
  addWithin(key: { readonly namespace?: string; readonly name: string }, delayMs: number): void;
  /** Lets visits under way end, and begins none. */
  stop(): Promise<void>;
}

const keyOf = (text: string): Key & { readonly namespace: string } => {
  const [namespace = '', name = ''] = text.split('/');
  return { namespace, name };
};

/** A work queue whose keys are those of objects and whose failures are logged. */
export const objectQueue = ({ visit, logger, subject, sentence, originOf = () => ({}), isQuiet = () => false, ...options }: ObjectQueueOptions): ObjectQueue => {
  const queue = new WorkQueue({
    ...options,
    visit: (text) => {
      const key = keyOf(text);
      return inSpan({ name: `visit ${subject}`, parent: () => originOf(key).traceParent, attributes: { 'k8s.namespace.name': key.namespace, [`pgo.${subject}`]: key.name } }, () => visit(key));
    },
    onError: (key, error, failures) => {
      if (!isQuiet(error, failures)) logger.warn({ [subject]: key, correlationId: originOf(keyOf(key)).correlationId, failures, error: errorMessage(error) }, sentence);
    },
  });
  return {
    add: ({ namespace = '', name }) => queue.add(`${namespace}/${name}`),
    addWithin: ({ namespace = '', name }, delayMs) => queue.addAfter(`${namespace}/${name}`, delayMs),
    stop: () => queue.stop(),
  };
};
