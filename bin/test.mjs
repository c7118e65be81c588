#!/usr/bin/env node
// `npm test`: sets the machine up, runs every test, and ends with one plain line: N passed, N failed[, N skipped].
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findLeftovers } from './setup/leftovers.mjs';
import { packageRoot } from './setup/package-root.mjs';
import { prepare, runMain } from './setup/prepare.mjs';

/** So many end-to-end files may be asked again; more than that is no accident of a crowded machine. */
const AGAIN_MAX = 3;

await runMain(async () => {
  await prepare();
  if (process.env.KUBECONFIG) console.error(`The shared service of the tests works on the Kubernetes of KUBECONFIG=${process.env.KUBECONFIG}; unset it for a local one.`);
  const directory = mkdtempSync(path.join(os.tmpdir(), 'pgo-test-'));
  const first = await run(directory, 'first', process.argv.slice(2));
  const again = first.passed > 0 ? filesToAskAgain(first) : [];
  if (again.length > 0) process.stderr.write(`Failed beside others, asked again alone: ${again.join(', ')}\n`);
  // What all files share has ended with the first run: the second has a directory of its own.
  const second = again.length > 0 ? await run(mkdtempSync(path.join(directory, 'again-')), 'second', ['--runInBand', '--runTestsByPath', ...again]) : undefined;
  const counts = second === undefined ? first : replaced(first, again, second);
  const leftovers = findLeftovers(directory);
  for (const { pid, command } of leftovers) {
    process.stderr.write(`Left behind by the tests: process ${pid}: ${command.slice(0, 200)}\n`);
    process.kill(pid, 'SIGKILL');
  }
  const { passed, skipped } = counts;
  const failed = counts.failed + (leftovers.length > 0 ? 1 : 0);
  rmSync(directory, { recursive: true, force: true });
  process.exitCode = (second ?? first).exitCode === 0 && failed === 0 && passed + skipped > 0 ? 0 : 1;
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
});

/** Runs jest; what came of it, by file. */
async function run(directory, name, args) {
  const resultFile = path.join(directory, `${name}.json`);
  const exitCode = await runJest(directory, resultFile, args);
  return { exitCode, ...countTests(resultFile) };
}

/**
 * End-to-end tests run beside each other on few processors; one that fails is asked again with the machine to itself,
 * and counts as it does then. What failed first stays in the output.
 */
function filesToAskAgain({ files }) {
  const failed = [...files].filter(([, { failed: count }]) => count > 0).map(([file]) => file);
  const isEndToEnd = (file) => path.relative(packageRoot, file).startsWith(`test${path.sep}`) && !file.includes(`${path.sep}structure`);
  return failed.length <= AGAIN_MAX && failed.every(isEndToEnd) ? failed : [];
}

function replaced(first, again, second) {
  const sum = (key) => first[key] + second[key] - again.reduce((total, file) => total + first.files.get(file)[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

function runJest(directory, resultFile, args) {
  const jest = path.join(packageRoot, 'node_modules', 'jest', 'bin', 'jest.js');
  const options = ['--experimental-vm-modules', '--no-warnings', jest, '--json', `--outputFile=${resultFile}`, ...args];
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
    return { passed: 0, failed: 1, skipped: 0, files: new Map() };
  }
  const files = new Map(result.testResults.map(({ name, status, assertionResults }) => {
    const count = (...states) => assertionResults.filter((one) => states.includes(one.status)).length;
    const failed = count('failed');
    return [name, { passed: count('passed'), failed: status === 'failed' && failed === 0 ? 1 : failed, skipped: count('pending', 'todo', 'skipped', 'disabled') }];
  }));
  const sum = (key) => [...files.values()].reduce((total, file) => total + file[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped'), files };
}
