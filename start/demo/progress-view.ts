import pc from 'picocolors';
import { stepLines, type ShownStep, type StepLine } from './step-lines.js';

/** Shows how far an operation is. */
export interface ProgressView {
  update(steps: readonly ShownStep[]): void;
  /** Leaves the last state standing. */
  end(): void;
}

interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const REDRAW_MS = 200;
const DEFAULT_COLUMNS = 100;

/** On a terminal the steps are redrawn in place; elsewhere the beginning and the end of each step are lines. */
export function progressView(output: Output): ProgressView {
  return output.isTTY ? liveView(output) : plainView(output);
}

function liveView(output: Output): ProgressView {
  let steps: readonly ShownStep[] = [];
  let drawn = 0;
  const draw = (): void => {
    const lines = stepLines(steps, new Date());
    const columns = output.columns ?? DEFAULT_COLUMNS;
    const back = drawn > 0 ? `\u001b[${drawn}A` : '';
    output.write(back + lines.map((line) => `\r\u001b[2K${coloured(line, columns)}\n`).join(''));
    drawn = lines.length;
  };
  const timer = setInterval(draw, REDRAW_MS);
  return {
    update(next) {
      steps = next;
      draw();
    },
    end() {
      clearInterval(timer);
      draw();
    },
  };
}

function plainView(output: Output): ProgressView {
  const shown = new Map<string, string>();
  return {
    update(steps) {
      for (const line of stepLines(steps, new Date())) {
        if (line.state === 'PENDING' || shown.get(line.name) === line.state) continue;
        shown.set(line.name, line.state);
        output.write(`${line.text}\n`);
      }
    },
    end() {},
  };
}

function coloured(line: StepLine, columns: number): string {
  const text = line.text.slice(0, columns - 1);
  switch (line.state) {
    case 'SUCCEEDED':
      return pc.green(text);
    case 'FAILED':
      return pc.red(text);
    case 'PENDING':
      return pc.dim(text);
    default:
      return text;
  }
}
