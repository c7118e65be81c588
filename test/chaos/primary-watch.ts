import type pg from 'pg';

/** Asks every instance, again and again, whether it takes writes. */
export interface PrimaryWatch {
  /** Longest time for which more than one instance said so at once, in milliseconds. */
  readonly twoPrimariesMs: number;
  stop(): Promise<void>;
}

const ROUND_MS = 200;
const ANSWER_TIMEOUT_MS = 1_500;

/** Starts to ask; `addresses` are asked for at every round, pods come and go. */
export function watchPrimaries(connect: (host: string) => Promise<pg.Client>, addresses: () => Promise<readonly string[]>): PrimaryWatch {
  let stopped = false;
  let since: number | undefined;
  let longestMs = 0;
  const round = async (): Promise<void> => {
    const hosts = await addresses().catch(() => []);
    const startedAt = performance.now();
    const answers = await Promise.all(hosts.map((host) => takesWrites(connect, host)));
    if (answers.filter(Boolean).length < 2) {
      since = undefined;
      return;
    }
    since ??= startedAt;
    longestMs = Math.max(longestMs, performance.now() - since);
  };
  const done = (async () => {
    while (!stopped) {
      await round();
      await new Promise((resolve) => setTimeout(resolve, ROUND_MS));
    }
  })();
  return {
    get twoPrimariesMs() {
      return Math.round(longestMs);
    },
    async stop() {
      stopped = true;
      await done;
    },
  };
}

async function takesWrites(connect: (host: string) => Promise<pg.Client>, host: string): Promise<boolean> {
  const asked = (async () => {
    const session = await connect(host);
    try {
      const { rows } = await session.query<{ writes: boolean }>("select not pg_is_in_recovery() and current_setting('default_transaction_read_only') = 'off' as writes");
      return rows[0]?.writes === true;
    } finally {
      void session.end().catch(() => {});
    }
  })();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), ANSWER_TIMEOUT_MS)));
  try {
    return await Promise.race([asked, late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
    asked.catch(() => {});
  }
}
