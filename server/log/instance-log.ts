import type { PodAccess } from '../../kube/client/kube-connection.js';
import type { Clock } from '../../kube/clock.js';
import { LogLine } from '../../schema/graphql/log-line.js';
import { DATABASE_CONTAINER, podName } from '../../schema/naming/names.js';

/** Pause before a log that has ended is looked for again, in milliseconds. */
const REOPEN_MS = 2_000;

/** Which log is followed. */
export interface FollowedLog {
  readonly pods: Pick<PodAccess, 'logs'>;
  readonly clock: Clock;
  readonly namespace: string;
  readonly instance: string;
  readonly tail: number;
  readonly signal: AbortSignal;
}

const lineOf = (instance: string, line: string): LogLine => {
  const [, at, text] = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ?([\s\S]*)$/.exec(line) ?? [];
  return Object.assign(new LogLine(), { instance, text: text ?? line, ...(at === undefined ? {} : { at }) });
};

const pause = (clock: Clock, signal: AbortSignal): Promise<void> => new Promise((resolve) => {
  const cancel = clock.after(REOPEN_MS, resolve);
  signal.addEventListener('abort', () => {
    cancel();
    resolve();
  }, { once: true });
});

/** The last lines of the log of an instance, then every new one, over restarts of its container. Ends by the signal. */
export const instanceLog = async function* ({ pods, clock, namespace, instance, tail, signal }: FollowedLog): AsyncGenerator<LogLine> {
  // The latest time of a line, and how many lines had it: what was read before the container ended is told once.
  let last = '';
  let lines = 0;
  while (!signal.aborted) {
    const known = last;
    let again = lines;
    const since = last === '' ? { tailLines: tail } : { sinceSeconds: Math.ceil(REOPEN_MS / 1000) + 60 };
    try {
      for await (const text of pods.logs({ namespace, name: podName(instance) }, { container: DATABASE_CONTAINER, follow: true, timestamps: true, ...since, signal })) {
        const line = lineOf(instance, text);
        const { at = '' } = line;
        if (at !== '' && (at < known || (at === known && again-- > 0))) continue;
        lines = at > last ? 1 : lines + (at === last ? 1 : 0);
        last = at > last ? at : last;
        yield line;
      }
    } catch {
      // The pod is not there, or its container has not begun: it is looked for again.
    }
    if (!signal.aborted) await pause(clock, signal);
  }
};
