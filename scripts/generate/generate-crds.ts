import type { GeneratedFile } from './generated-file.js'; export const generateCrds = (): GeneratedFile[] => [];
