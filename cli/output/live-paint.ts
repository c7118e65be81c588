import type { Screen } from '../factory/streams.js';

const up = (lines: number): string => (lines === 0 ? '' : `\u001B[${lines}A`);
const toLineStart = '\r';
const clearBelow = '\u001B[0J';

/** Lines on a terminal that are painted over in place. */
export interface LivePaint {
  /** Shows these lines in place of those before. None may be wider than the terminal. */
  paint(lines: readonly string[]): void;
  /** Wipes the lines away. */
  clear(): void;
}

/**
 * Starts painting at the cursor. Painting is one write, so that nothing flickers; when there are more lines than the
 * terminal has, the last ones that fit are shown, since what has scrolled away cannot be painted over.
 */
export const createLivePaint = (screen: Screen): LivePaint => {
  let painted = 0;
  return {
    paint(lines) {
      const shown = lines.slice(-Math.max(1, (screen.rows() ?? lines.length + 1) - 1));
      screen.write(`${toLineStart}${up(painted)}${clearBelow}${shown.map((line) => `${line}\n`).join('')}`);
      painted = shown.length;
    },
    clear() {
      screen.write(`${toLineStart}${up(painted)}${clearBelow}`);
      painted = 0;
    },
  };
};
