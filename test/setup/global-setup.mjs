import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Gives the run a directory of its own; `npm test` has made one already and looks after it. */
export default function globalSetup() {
  process.env.PGO_TEST_DIR ??= mkdtempSync(path.join(os.tmpdir(), 'pgo-test-'));
}
