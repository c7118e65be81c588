import { InvalidArgumentError } from 'commander';

/** Reads a whole number within bounds; for commander, which names the flag in its error. */
export const wholeNumber = (least: number, most: number) => (text: string): number => {
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || value < least || value > most) throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  return value;
};

/** Reads one `key=value` and adds it to those before, for flags that can be repeated; `key-` means null where allowed. */
export const keyValue = (removable: boolean) => (text: string, before: Record<string, string | null> = {}): Record<string, string | null> => {
  const at = text.indexOf('=');
  if (at > 0) return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
  if (removable && at < 0 && text.length > 1 && text.endsWith('-')) return { ...before, [text.slice(0, -1)]: null };
  throw new InvalidArgumentError(removable ? 'Write key=value to set, key- to remove.' : 'Write key=value.');
};

/** Reads one value and adds it to those before, for flags that can be repeated; commas separate values, too. */
export const list = (text: string, before: string[] = []): string[] => [...before, ...text.split(',').map((part) => part.trim()).filter((part) => part !== '')];

const unitsMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const longestMs = 7 * 24 * 3_600_000;

/** Reads a span of time such as `90s`, `10m`, `1h30m` into milliseconds. */
export const duration = (text: string): number => {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
  const total = parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (unitsMs[unit ?? ''] ?? 0), 0);
  if (parts.map(([whole]) => whole).join('') !== text || total <= 0 || total > longestMs) {
    throw new InvalidArgumentError('Write it like 90s, 10m or 1h30m; at most a week.');
  }
  return total;
};
