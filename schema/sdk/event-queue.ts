/** Events on their way from a connection to one consumer, as an async iterator. */
export class EventQueue<T> implements AsyncIterableIterator<T> {
  readonly #events: T[] = [];
  readonly #waiting: { resolve(result: IteratorResult<T>): void; reject(error: unknown): void }[] = [];
  #failure: { error: unknown } | undefined;
  #isEnded = false;

  /** `onEnd` is called once, when the consumer leaves or the queue ends or fails. */
  constructor(private readonly pendingMax: number, private readonly onEnd: () => void) {}

  /** Whether nothing more comes in. */
  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** Hands an event on. Returns false, and takes it not, when too many wait already. */
  push(event: T): boolean {
    if (this.#isEnded) return true;
    const consumer = this.#waiting.shift();
    if (consumer !== undefined) consumer.resolve({ value: event, done: false });
    else if (this.#events.length >= this.pendingMax) return false;
    else this.#events.push(event);
    return true;
  }

  /** No more events follow; those that wait are still delivered. */
  end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    for (const consumer of this.#waiting.splice(0)) consumer.resolve({ value: undefined, done: true });
    this.onEnd();
  }

  /** The consumer gets what waits, then this error. */
  fail(error: unknown): void {
    if (this.#isEnded) return;
    const consumer = this.#waiting.shift();
    if (consumer === undefined) this.#failure = { error };
    else consumer.reject(error);
    this.end();
  }

  async next(): Promise<IteratorResult<T>> {
    if (this.#events.length > 0) return { value: this.#events.shift() as T, done: false };
    if (this.#failure !== undefined) {
      const { error } = this.#failure;
      this.#failure = undefined;
      throw error;
    }
    if (this.#isEnded) return { value: undefined, done: true };
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  async return(): Promise<IteratorResult<T>> {
    this.#events.length = 0;
    this.#failure = undefined;
    this.end();
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
