const SUFFIXES: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  m: 1e-3,
  u: 1e-6,
  n: 1e-9,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** The size that a quantity such as `10Gi` or `1e3` stands for, to the precision of a double; NaN when it is none. */
export function quantityValue(quantity: string | undefined): number {
  const match = /^([+-]?\d*\.?\d+)(?:[eE]([+-]?\d+)|(Ki|Mi|Gi|Ti|Pi|Ei|[kMGTPEmun]))?$/.exec(quantity ?? '');
  if (!match) return Number.NaN;
  const [, digits = '', exponent = '0', suffix = ''] = match;
  return Number(digits) * 10 ** Number(exponent) * (SUFFIXES[suffix] ?? Number.NaN);
}
