#!/usr/bin/env node
// `npm run proof [-- --seed N --only NAME]`: backups, restores and what can go wrong with them, on real processes; prints a table, writes proof/results.json.
import { spawn } from 'node:child_process';
import { packageRoot } from './setup/package-root.mjs';
import { prepare, runMain } from './setup/prepare.mjs';

await runMain(async () => {
  await prepare();
  const args = ['--no-warnings', '--import', '@swc-node/register/esm-register', 'test/proof/main.ts', ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { cwd: packageRoot, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
});
