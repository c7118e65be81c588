#!/usr/bin/env node
// `npm start`: sets the machine up, builds, and runs the service in this process.
import module from 'node:module';
import { performance } from 'node:perf_hooks';
import v8 from 'node:v8';
import { prepare, runMain } from './setup/prepare.mjs';

await runMain(async () => {
  const args = process.argv.slice(2);
  // Half the memory for a few more seconds of work: the heap otherwise grows to several times of what is in use.
  v8.setFlagsFromString('--optimize-for-size');
  module.enableCompileCache?.();
  const only = args.some((argument) => ['--help', '-h', '--version'].includes(argument));
  const remote = Boolean(process.env.PGO_KUBECONFIG) || args.some((argument) => argument === '--kubeconfig' || argument.startsWith('--kubeconfig='));
  // Whoever has prepared already (the tests) says so.
  if (process.env.PGO_PREPARED !== 'true') await prepare({ local: !only && !remote });
  process.env.NODE_ENV ??= 'production';
  const { main } = await import('../dist/start/main.js');
  process.exitCode = await main(args, { preparedMs: performance.now() });
});
