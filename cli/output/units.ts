const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A span of time in its two largest units: `850ms`, `4.2s`, `3m12s`, `5h20m`, `12d`. */
export const durationText = (milliseconds: number): string => {
  const span = Math.max(0, milliseconds);
  if (span < 1000) return `${Math.round(span)}ms`;
  if (span < 9950) return `${(span / 1000).toFixed(1)}s`;
  if (span < minuteMs) return `${Math.floor(span / 1000)}s`;
  if (span < hourMs) return `${Math.floor(span / minuteMs)}m${Math.floor((span % minuteMs) / 1000)}s`;
  if (span < dayMs) return `${Math.floor(span / hourMs)}h${Math.floor((span % hourMs) / minuteMs)}m`;
  return `${Math.floor(span / dayMs)}d`;
};

/** How long something took, or has taken until now when it has not ended. Nothing when it has not begun. */
export const spanText = (startedAt: string | null | undefined, finishedAt: string | null | undefined, now: Date): string => {
  if (startedAt === null || startedAt === undefined) return '';
  const end = finishedAt === null || finishedAt === undefined ? now.getTime() : Date.parse(finishedAt);
  return durationText(end - Date.parse(startedAt));
};

/** How long ago something was, in its largest unit: `12s`, `5m`, `3h`, `12d`. Nothing for no time. */
export const ageText = (time: string | null | undefined, now: Date): string => {
  if (time === null || time === undefined) return '';
  const span = Math.max(0, now.getTime() - Date.parse(time));
  if (span < minuteMs) return `${Math.floor(span / 1000)}s`;
  if (span < hourMs) return `${Math.floor(span / minuteMs)}m`;
  if (span < dayMs) return `${Math.floor(span / hourMs)}h`;
  return `${Math.floor(span / dayMs)}d`;
};

const byteUnits = ['B', 'kiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** A number of bytes with a binary unit: `512 B`, `1.5 MiB`. Nothing for no number. */
export const bytesText = (bytes: number | null | undefined): string => {
  if (bytes === null || bytes === undefined) return '';
  let value = bytes;
  let unit = 0;
  while (Math.abs(value) >= 1024 && unit < byteUnits.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1).replace(/\.0$/, '')} ${byteUnits[unit]}`;
};

/** A share from 0 to 1 in whole per cent, rounded down so that 100 % means done. */
export const percentText = (share: number): string => `${Math.floor(Math.min(1, Math.max(0, share)) * 100)} %`;

/** A JSON value in one short line: text as it is, everything else as JSON. Nothing for no value. */
export const valueText = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
};
