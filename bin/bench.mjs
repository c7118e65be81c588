#!/usr/bin/env node
// `npm run bench [-- NAME...]`: measures beside the floors on this machine, prints tables, writes bench/results.json.
import { runTypeScript } from './setup/run-typescript.mjs';

await runTypeScript('test/bench/main.ts');
