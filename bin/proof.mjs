#!/usr/bin/env node
// `npm run proof [-- --seed N --only NAME]`: backups, restores and what can go wrong with them, on real processes; prints a table, writes proof/results.json.
import { runTypeScript } from './setup/run-typescript.mjs';

await runTypeScript('test/proof/main.ts');
