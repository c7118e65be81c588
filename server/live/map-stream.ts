/** How one entry of a stream becomes one of another. */
export interface Step<B> {
  /** What is handed on. */
  readonly value: B;
  /** Whether the stream ends after it. */
  readonly isLast: boolean;
}

/** A stream whose entries are mapped, and which may end earlier. Leaving it leaves the source, at any time. */
export const mapStream = <A, B>(source: AsyncIterator<A>, map: (entry: A) => Step<B> | undefined): AsyncIterableIterator<B> => {
  let isOver = false;
  const end: IteratorResult<B> = { value: undefined, done: true };
  return {
    async next() {
      while (!isOver) {
        const result = await source.next();
        if (result.done === true) return end;
        const step = map(result.value);
        if (step?.isLast === true) {
          isOver = true;
          await source.return?.();
        }
        if (step !== undefined) return { value: step.value, done: false };
      }
      return end;
    },
    async return() {
      isOver = true;
      await source.return?.();
      return end;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
};
