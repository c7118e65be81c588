import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const STOP_TIMEOUT_MS = 15_000;
const CHECK_MS = 50;

/** Stops the service that the tests shared, if one of them started it. */
export default async function globalTeardown() {
  const pidFile = path.join(process.env.PGO_TEST_DIR ?? '', 'shared', 'pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  if (!isThere(pid)) return;
  process.kill(pid, 'SIGTERM');
  const startedAt = performance.now();
  while (isThere(pid) && performance.now() - startedAt < STOP_TIMEOUT_MS) await delay(CHECK_MS);
  if (isThere(pid)) process.kill(pid, 'SIGKILL');
}

/** An ended process that its parent has not collected counts as gone. */
function isThere(pid) {
  try {
    return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
