import type { OperationOutcome } from '../operation/operation-handler.js';
import type { StepNow } from '../operation/operation-steps.js';

/** How a check stands. */
export interface VerifyProgress {
  /** Label of the backup; empty while none is chosen. */
  readonly backup: string;
  /** Whether the Job has ended. */
  readonly hasEnded: boolean;
  /** Whether its volume is gone. */
  readonly isClean: boolean;
  readonly failure?: string | undefined;
  /** What the Job left as its words. */
  readonly words?: string | undefined;
}

const SUGGESTION = 'Look at the message; make a new full backup, and keep older ones until one has been proven.';

/** Steps, and the error of one that failed, once nothing is left of the check. */
export const verifyOutcome = ({ backup, hasEnded, isClean, failure, words }: VerifyProgress): OperationOutcome => {
  const steps: StepNow[] = [
    { name: 'Choose the backup', done: backup !== '', message: backup === '' ? 'The backups in the repository are being read.' : `The backup ${backup} is checked.` },
    { name: 'Restore and check', done: hasEnded && failure === undefined, waiting: backup === '', message: failure ?? (hasEnded ? verifySentence(words ?? '') : 'The backup is restored to a volume of its own and checked there.') },
    { name: 'Remove the volume', done: hasEnded && isClean, waiting: !hasEnded, message: isClean && hasEnded ? 'The volume is gone.' : 'The volume is removed.' },
  ];
  return failure !== undefined && isClean ? { steps, error: { code: 'VERIFICATION_FAILED', message: failure, suggestion: SUGGESTION } } : { steps };
};

/** A check that cannot even begin. */
export const verifyFailed = (code: string, message: string): OperationOutcome => ({
  ...verifyOutcome({ backup: '', hasEnded: false, isClean: false }), error: { code, message, suggestion: SUGGESTION },
});

/** What the script of a check found. */
export interface VerifyFindings {
  readonly bytes: number;
  readonly seconds: number;
  readonly checksums: string;
  readonly amcheck: string;
  readonly assertions: number;
}

/** Reads the words of the script; undefined when they are others. */
export const parseVerifyWords = (words: string): VerifyFindings | undefined => {
  const fields = Object.fromEntries([...words.matchAll(/(\w+)=(\S+)/g)].map(([, key, value]) => [key ?? '', value ?? '']));
  const { bytes, seconds, checksums, amcheck, assertions } = fields;
  if (bytes === undefined || seconds === undefined || checksums === undefined || amcheck === undefined) return undefined;
  return { bytes: Number(bytes), seconds: Number(seconds), checksums, amcheck, assertions: Number(assertions ?? 0) };
};

/** What a check that found nothing wrong has done, in a sentence. */
export const verifySentence = (words: string): string => {
  const found = parseVerifyWords(words);
  if (found === undefined) return 'The backup was restored and checked.';
  const mebibytes = Math.round(found.bytes / 1024 / 1024);
  const checks = [`page checksums ${found.checksums}`, `pg_amcheck ${found.amcheck}`, ...(found.assertions === 0 ? [] : [`${found.assertions} assertions hold`])].join(', ');
  return `${mebibytes} MiB were restored and checked in ${found.seconds} s: ${checks}.`;
};
