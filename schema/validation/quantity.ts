/** How much one unit of each Kubernetes quantity suffix is. */
const FACTORS: Readonly<Record<string, number>> = {
  '': 1, n: 1e-9, u: 1e-6, m: 1e-3, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18,
  Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60,
};
const FORM = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))(?:([eE][+-]?\d+)|([numkMGTPE]|[KMGTPE]i)?)$/;

/** The value of a Kubernetes quantity (`"10Gi"`, `"500m"`, `"1e3"`) as a number, or undefined when it is none. */
export const parseQuantity = (text: string): number | undefined => {
  const parts = FORM.exec(text);
  if (parts === null) return undefined;
  const factor = parts[2] === undefined ? FACTORS[parts[3] ?? ''] : Number(`1${parts[2]}`);
  return factor === undefined ? undefined : Number(parts[1]) * factor;
};
