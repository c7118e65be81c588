import { mkdtempSync } from 'node:fs';
import path from 'node:path';

/** A new directory below the one that the whole test run owns; whatever is left in it goes at the end of the run. */
export function testDirectory(name: string): string {
  const root = process.env['PGO_TEST_DIR'];
  if (!root) throw new Error('PGO_TEST_DIR is not set: test/setup/global-setup.mjs does that');
  return mkdtempSync(path.join(root, `${name}-`));
}
