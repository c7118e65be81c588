const LABEL = /^\d{8}-\d{6}L-[0-9a-f]{6}$/;

/** Whether a label is that of a logical dump. */
export const isDumpLabel = (label: string): boolean => LABEL.test(label);
