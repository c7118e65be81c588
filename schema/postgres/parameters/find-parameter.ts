export const needsRestart = (_n: string): boolean => false;
