import picocolors from 'picocolors';

/** Functions that colour a text, or leave it as it is. */
export type Colours = ReturnType<typeof picocolors.createColors>;

/** One direction of output: text, and what is known about who reads it. */
export interface Screen {
  /** Writes text as it is. */
  write(text: string): void;
  /** Writes text and a line end. */
  line(text: string): void;
  /** True when a person looks at it. */
  readonly isTerminal: boolean;
  /** Width in characters; undefined when it is not a terminal, and then nothing is cut. */
  columns(): number | undefined;
  /** Height in lines; undefined when it is not a terminal. */
  rows(): number | undefined;
  /** Colours that do nothing where colour is not wanted. */
  readonly colours: Colours;
}

/** Results go to `out`, everything else to `err`. */
export interface Streams {
  readonly out: Screen;
  readonly err: Screen;
  /** True when questions can be asked and answered. */
  readonly isInteractive: boolean;
}

/** The part of a writable stream that a screen needs. */
export interface ScreenTarget {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

/** Environment variables that decide about colour (see no-color.org). */
export interface ColourEnvironment {
  NO_COLOR?: string | undefined;
  FORCE_COLOR?: string | undefined;
  TERM?: string | undefined;
}

const defaultColumns = 80;
const defaultRows = 24;

/** Whether to colour: FORCE_COLOR wins over NO_COLOR, which wins over the terminal. */
export const wantsColour = (isTerminal: boolean, environment: ColourEnvironment): boolean => {
  if (environment.FORCE_COLOR !== undefined && environment.FORCE_COLOR !== '') return environment.FORCE_COLOR !== '0';
  if (environment.NO_COLOR !== undefined && environment.NO_COLOR !== '') return false;
  return isTerminal && environment.TERM !== 'dumb';
};

/** A screen over a stream. */
export const createScreen = (target: ScreenTarget, environment: ColourEnvironment): Screen => {
  const isTerminal = target.isTTY === true;
  return {
    write: (text) => void target.write(text),
    line: (text) => void target.write(`${text}\n`),
    isTerminal,
    columns: () => (isTerminal ? (target.columns ?? defaultColumns) : undefined),
    rows: () => (isTerminal ? (target.rows ?? defaultRows) : undefined),
    colours: picocolors.createColors(wantsColour(isTerminal, environment)),
  };
};
