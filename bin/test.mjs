#!/usr/bin/env node
// `npm test`: sets the machine up, runs every test, and ends with one plain line: N passed, N failed[, N skipped].
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findLeftovers } from './setup/leftovers.mjs';
import { packageRoot } from './setup/package-root.mjs';
import { prepare, runMain } from './setup/prepare.mjs';

await runMain(async () => {
  await prepare();
  const directory = mkdtempSync(path.join(os.tmpdir(), 'pgo-test-'));
  const resultFile = path.join(directory, 'result.json');
  const exitCode = await runJest(directory, resultFile);
  const leftovers = findLeftovers(directory);
  for (const { pid, command } of leftovers) {
    process.stderr.write(`Left behind by the tests: process ${pid}: ${command.slice(0, 200)}\n`);
    process.kill(pid, 'SIGKILL');
  }
  const { passed, failed, skipped } = countTests(resultFile);
  const allFailed = failed + (leftovers.length > 0 ? 1 : 0);
  rmSync(directory, { recursive: true, force: true });
  process.exitCode = exitCode === 0 && allFailed === 0 && passed > 0 ? 0 : 1;
  console.log(`${passed} passed, ${allFailed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
});

function runJest(directory, resultFile) {
  const jest = path.join(packageRoot, 'node_modules', 'jest', 'bin', 'jest.js');
  const options = ['--experimental-vm-modules', '--no-warnings', jest, '--json', `--outputFile=${resultFile}`, ...process.argv.slice(2)];
  const environment = { ...process.env, NODE_ENV: 'test', PGO_TEST_DIR: directory, PGO_PREPARED: 'true' };
  const child = spawn(process.execPath, options, { cwd: packageRoot, env: environment, stdio: ['ignore', 'ignore', 'inherit'] });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** A file that could not be run at all counts as one failed test; a run without a result as well. */
function countTests(resultFile) {
  let result;
  try {
    result = JSON.parse(readFileSync(resultFile, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}
