/** The code of an error from the reason of a condition: `CrashLoop` becomes `CRASH_LOOP`. */
export const errorCode = (reason: string): string => reason.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();
