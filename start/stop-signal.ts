/** Tells when the process is asked to stop. */
export interface StopSignal {
  /** Aborted at the first SIGINT, SIGTERM or SIGHUP, or when the npm that started us is gone. */
  readonly signal: AbortSignal;
  /** True when npm was killed: then the containers stay for a successor, as if we had been killed ourselves. */
  readonly orphaned: boolean;
  /** Called at the second signal: end at once. */
  onHurry(handler: () => void): void;
  close(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const PARENT_CHECK_MS = 300;
/** Ctrl-C reaches us from the terminal and once more from npm: only a later signal is a second wish. */
const SAME_WISH_MS = 500;

/** Listens for signals from now on. */
export function listenForStop(): StopSignal {
  const controller = new AbortController();
  const hurryHandlers: (() => void)[] = [];
  let orphaned = false;
  let firstAt = 0;
  const onSignal = (): void => {
    if (!controller.signal.aborted) {
      firstAt = performance.now();
      controller.abort();
    } else if (performance.now() - firstAt > SAME_WISH_MS) {
      for (const handler of hurryHandlers) handler();
    }
  };
  for (const name of SIGNALS) process.on(name, onSignal);

  const parent = process.ppid;
  const watched = process.env['npm_lifecycle_event'] === 'start' && parent > 1;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    orphaned = true;
    controller.abort();
  }, PARENT_CHECK_MS);
  if (!watched) clearInterval(timer);
  timer.unref();

  return {
    signal: controller.signal,
    get orphaned() {
      return orphaned;
    },
    onHurry: (handler) => void hurryHandlers.push(handler),
    close() {
      clearInterval(timer);
      for (const name of SIGNALS) process.off(name, onSignal);
    },
  };
}
