import type { Change } from '../../kube/cache/kube-cache.js';
import type { KubeObject } from '../../kube/kube-object.js';
import { ApiError } from '../error/api-error.js';

type Result<T extends KubeObject> = IteratorResult<Change<T>>;

const keyOf = ({ metadata }: KubeObject): string => `${metadata.namespace ?? ''}/${metadata.name}`;

/** What two changes of one object in a row come to; undefined when a reader who saw neither need not know. */
export const joinChanges = <T extends KubeObject>(first: Change<T>, second: Change<T>): Change<T> | undefined => {
  if (first.type === 'ADDED' && second.type === 'DELETED') return undefined;
  if (first.type === 'ADDED') return { ...second, type: 'ADDED' };
  if (first.type === 'DELETED' && second.type === 'ADDED') return { ...second, type: 'MODIFIED' };
  return second;
};

/**
 * The changes of objects on their way to one subscriber. Of an object that changes while the subscriber is busy only
 * the latest state waits, so that what waits is bounded by the number of objects.
 */
export class ChangeStream<T extends KubeObject> implements AsyncIterableIterator<Change<T>> {
  readonly #pending = new Map<string, Change<T>>();
  #reader: { resolve(result: Result<T>): void; reject(error: unknown): void } | undefined;
  #failure: ApiError | undefined;
  #isEnded = false;

  /** `onEnd` is called once, when the reader leaves or the stream ends. */
  constructor(private readonly pendingMax: number, private readonly onEnd: (stream: ChangeStream<T>) => void) {}

  /** Hands a change to the subscriber. */
  push(change: Change<T>): void {
    if (this.#isEnded) return;
    if (this.#reader !== undefined) {
      const { resolve } = this.#reader;
      this.#reader = undefined;
      resolve({ value: change, done: false });
      return;
    }
    const key = keyOf(change.object);
    const waiting = this.#pending.get(key);
    const joined = waiting === undefined ? change : joinChanges(waiting, change);
    if (joined === undefined) this.#pending.delete(key);
    else this.#pending.set(key, joined);
    if (this.#pending.size > this.pendingMax) this.#failTooSlow();
  }

  /** No more changes follow; those that wait are still delivered. */
  end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#reader?.resolve({ value: undefined, done: true });
    this.#reader = undefined;
    this.onEnd(this);
  }

  #failTooSlow(): void {
    this.#pending.clear();
    this.#failure = new ApiError('RATE_LIMITED', `More than ${this.pendingMax} objects wait for this subscription.`, {
      suggestion: 'Read events faster, or subscribe to fewer objects with a namespace or a selector.',
    });
    this.end();
  }

  async next(): Promise<Result<T>> {
    const [first] = this.#pending;
    if (first !== undefined) {
      this.#pending.delete(first[0]);
      return { value: first[1], done: false };
    }
    if (this.#failure !== undefined) {
      const failure = this.#failure;
      this.#failure = undefined;
      throw failure;
    }
    if (this.#isEnded) return { value: undefined, done: true };
    return new Promise((resolve, reject) => { this.#reader = { resolve, reject }; });
  }

  async return(): Promise<Result<T>> {
    this.#pending.clear();
    this.#failure = undefined;
    this.end();
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
