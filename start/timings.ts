/** Notes how long each part of the start takes. */
export interface Timings {
  /** Notes that a part has ended now. */
  mark(part: string): void;
  /** All parts so far, as one line. */
  summary(): string;
}

/** Starts with what went before, in milliseconds from the start of the process. */
export function startTimings(preparedMs: number): Timings {
  const marks: [string, number][] = [['set-up', preparedMs]];
  return {
    mark: (part) => void marks.push([part, performance.now()]),
    summary: () => marks.map(([part, atMs]) => `${part} ${Math.round(atMs)} ms`).join(', '),
  };
}
