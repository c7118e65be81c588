#!/usr/bin/env node
// `npm run chaos [-- --seed N]`: faults under a workload that is checked, prints a table, writes chaos/results.json.
import { runTypeScript } from './setup/run-typescript.mjs';

await runTypeScript('test/chaos/main.ts');
