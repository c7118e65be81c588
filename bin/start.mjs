#!/usr/bin/env node
// `npm start`: sets the machine up, builds, and runs the service in this process.
import module from 'node:module';
import { performance } from 'node:perf_hooks';
import { prepare, runMain } from './setup/prepare.mjs';

await runMain(async () => {
  const args = process.argv.slice(2);
  module.enableCompileCache?.();
  const only = args.some((argument) => ['--help', '-h', '--version'].includes(argument));
  const remote = Boolean(process.env.PGO_KUBECONFIG) || args.some((argument) => argument === '--kubeconfig' || argument.startsWith('--kubeconfig='));
  // Whoever has prepared already (the tests) says so.
  if (process.env.PGO_PREPARED !== 'true') await prepare({ local: !only && !remote });
  process.env.NODE_ENV ??= 'production';
  const { main } = await import('../dist/start/main.js');
  process.exitCode = await main(args, { preparedMs: performance.now() });
});
