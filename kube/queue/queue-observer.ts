/** A visit that has ended. */
export interface Visit {
  /** Name of the queue. */
  readonly queue: string;
  readonly outcome: 'settled' | 'again' | 'failed';
  readonly seconds: number;
}

/** Told of every visit that ends. Must not throw. */
export type VisitObserver = (visit: Visit) => void;

/** A queue that is in use. */
export interface OpenQueue {
  readonly name: string;
  /** Keys that wait or are visited now. */
  readonly size: number;
}

/** The queues in use, in the order of their beginning. */
export const openQueues = new Set<OpenQueue>();

let observer: VisitObserver = () => {};

/** Has the visits of all queues of this process observed: set once, where the process is put together. */
export const observeVisits = (next: VisitObserver): void => {
  observer = next;
};

/** Tells of a visit that has ended. */
export const visitEnded: VisitObserver = (visit) => observer(visit);
