/** A step of an operation, as far as it is shown. */
export interface ShownStep {
  readonly name: string;
  readonly state: string;
  readonly message: string;
  readonly startedAt?: string | null | undefined;
  readonly finishedAt?: string | null | undefined;
}

/** One line of the view. */
export interface StepLine {
  readonly name: string;
  readonly state: string;
  /** Mark, name, message and time. */
  readonly text: string;
}

const MARKS: Readonly<Record<string, string>> = { PENDING: '·', RUNNING: '▸', SUCCEEDED: '✓', FAILED: '✗', CANCELLED: '-' };

/** The steps as lines of a table; a step that runs shows how long it has been at it. */
export function stepLines(steps: readonly ShownStep[], now: Date): StepLine[] {
  const width = Math.max(0, ...steps.map((step) => step.name.length));
  return steps.map((step) => ({ name: step.name, state: step.state, text: stepText(step, width, now) }));
}

function stepText(step: ShownStep, width: number, now: Date): string {
  const mark = MARKS[step.state] ?? '?';
  const elapsed = step.startedAt ? ` (${seconds(step.startedAt, step.finishedAt ?? now.toISOString())})` : '';
  return `  ${mark} ${step.name.padEnd(width)}  ${step.message}${elapsed}`.trimEnd();
}

function seconds(from: string, to: string): string {
  const elapsedMs = Math.max(0, Date.parse(to) - Date.parse(from));
  return `${(elapsedMs / 1000).toFixed(1)} s`;
}
