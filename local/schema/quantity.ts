/** A quantity such as 500m, 1Gi or 2e3: an exact number in billionths, and the notation it was written in. */
export interface Quantity {
  readonly nano: bigint;
  readonly notation: 'binary' | 'decimal' | 'exponent';
}

const billion = 1_000_000_000n;
const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const decimalSuffixes: readonly (readonly [string, bigint])[] = [
  ['n', 1n],
  ['u', 1_000n],
  ['m', 1_000_000n],
  ['', billion],
  ['k', billion * 1_000n],
  ['M', billion * 1_000_000n],
  ['G', billion * billion],
  ['T', billion * billion * 1_000n],
  ['P', billion * billion * 1_000_000n],
  ['E', billion * billion * billion],
];

/** Reads a quantity; undefined when the text is not one. Digits below one billionth are rounded up. */
export function parseQuantity(text: string): Quantity | undefined {
  const match = /^([+-]?)(\d+\.?\d*|\.\d+)(?:([KMGTPE]i)|([numkMGTPE])|[eE]([+-]?\d{1,3}))?$/.exec(text);
  if (!match) return undefined;
  const [, sign, digits = '0', binary, decimal, exponent] = match;
  const factor = binary
    ? billion * 1024n ** BigInt(binarySuffixes.indexOf(binary))
    : (decimalSuffixes.find(([suffix]) => suffix === (decimal ?? ''))?.[1] ?? billion);
  const [whole = '0', fraction = ''] = digits.split('.');
  const power = exponent === undefined ? 0 : Number(exponent);
  const scaled = BigInt((whole || '0') + fraction) * factor * 10n ** BigInt(Math.max(0, power));
  const divisor = 10n ** BigInt(fraction.length + Math.max(0, -power));
  const magnitude = (scaled + divisor - 1n) / divisor;
  return { nano: sign === '-' ? -magnitude : magnitude, notation: binary ? 'binary' : exponent === undefined ? 'decimal' : 'exponent' };
}

/** The canonical spelling: no fraction, the largest suffix that keeps the number whole. */
export function formatQuantity({ nano, notation }: Quantity): string {
  if (nano === 0n) return '0';
  const sign = nano < 0n ? '-' : '';
  const magnitude = nano < 0n ? -nano : nano;
  // Binary suffixes need a whole number of at least one Ki.
  if (notation === 'binary' && magnitude % billion === 0n && magnitude >= 1024n * billion) return sign + formatBinary(magnitude / billion);
  if (notation === 'exponent') return sign + formatExponent(magnitude);
  for (const [suffix, factor] of [...decimalSuffixes].reverse()) {
    if (magnitude % factor === 0n) return `${sign}${magnitude / factor}${suffix}`;
  }
  return `${sign}${magnitude}n`;
}

function formatBinary(value: bigint): string {
  let index = 0;
  let rest = value;
  while (index < binarySuffixes.length - 1 && rest % 1024n === 0n) {
    rest /= 1024n;
    index++;
  }
  return `${rest}${binarySuffixes[index] ?? ''}`;
}

function formatExponent(magnitude: bigint): string {
  let power = -9;
  let rest = magnitude;
  while (rest % 1000n === 0n) {
    rest /= 1000n;
    power += 3;
  }
  return power === 0 ? `${rest}` : `${rest}e${power}`;
}

/** The canonical spelling of a quantity's text; undefined when it is not one. */
export function canonicalQuantity(text: string): string | undefined {
  const quantity = parseQuantity(text);
  return quantity && formatQuantity(quantity);
}
