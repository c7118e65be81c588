import { ANNOTATION_REQUESTED_AT } from './labels.js';

interface Asked {
  readonly metadata: { readonly creationTimestamp?: string; readonly annotations?: Readonly<Record<string, string>> };
}

const timeOf = (text: string | undefined): number => Date.parse(text ?? '') || 0;

/**
 * Whether an operation was asked for after another one: by the seconds of Kubernetes, and within the same second by the
 * milliseconds that the API noted down. Undefined when nobody can tell.
 */
export const askedLater = (operation: Asked, other: Asked): boolean | undefined => {
  const seconds = timeOf(operation.metadata.creationTimestamp) - timeOf(other.metadata.creationTimestamp);
  if (seconds !== 0) return seconds > 0;
  const [time, otherTime] = [operation, other].map(({ metadata }) => timeOf(metadata.annotations?.[ANNOTATION_REQUESTED_AT]));
  return time === otherTime || time === 0 || otherTime === 0 ? undefined : (time ?? 0) > (otherTime ?? 0);
};
