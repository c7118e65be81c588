import type { Colours } from '../factory/streams.js';

const good = new Set(['READY', 'SUCCEEDED', 'NONE', 'True']);
const bad = new Set(['FAILED', 'DATA_LOSS', 'FORBIDDEN', 'OFFLINE']);
const moving = new Set(['CREATING', 'UPDATING', 'RESTORING', 'UPGRADING', 'DELETING', 'DEGRADED', 'RUNNING', 'ROLLING_RESTART', 'SWITCHOVER', 'RELOAD']);

/** Colours a word for a state: green when well, yellow while something goes on, red when wrong. */
export const paintState = (text: string, state: string, colours: Colours): string => {
  if (good.has(state)) return colours.green(text);
  if (bad.has(state)) return colours.red(text);
  return moving.has(state) ? colours.yellow(text) : text;
};
