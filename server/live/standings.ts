import type { ApiError } from '../error/api-error.js';

/** Says why something that is open has to end; undefined as long as it may stay. */
export type Standing = () => ApiError | undefined;

/** What is open on the strength of rights that can be taken away. */
export class Standings {
  readonly #open = new Map<Standing, (refusal: ApiError) => void>();

  /** Watches over something that is open; `end` is called once, when it has to end. Returns the function to call when it has ended by itself. */
  add(standing: Standing, end: (refusal: ApiError) => void): () => void {
    this.#open.set(standing, end);
    return () => this.#open.delete(standing);
  }

  /** Rights have changed: ends what may no longer be. */
  recheck(): void {
    for (const [standing, end] of [...this.#open]) {
      const refusal = standing();
      if (refusal === undefined) continue;
      this.#open.delete(standing);
      end(refusal);
    }
  }

  /** How much is watched over. */
  get size(): number {
    return this.#open.size;
  }
}
