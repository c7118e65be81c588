/** Entries of several streams as they come, each stream read only as fast as the whole is. Ends when all have ended. */
export const mergeStreams = async function* <T>(streams: readonly AsyncIterator<T>[]): AsyncGenerator<T> {
  const pull = (stream: AsyncIterator<T>): Promise<{ stream: AsyncIterator<T>; result: IteratorResult<T> }> => stream.next().then((result) => ({ stream, result }));
  const waiting = new Map(streams.map((stream) => [stream, pull(stream)]));
  while (waiting.size > 0) {
    const { stream, result } = await Promise.race(waiting.values());
    if (result.done === true) {
      waiting.delete(stream);
      continue;
    }
    waiting.set(stream, pull(stream));
    yield result.value;
  }
};
