/** A moment, in milliseconds since the epoch, as Kubernetes writes it: RFC 3339 in UTC, in whole seconds. */
export const kubeTime = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
