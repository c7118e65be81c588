#!/usr/bin/env node
// The command line `pgo`: loads the built program, or says how to build it.
import { existsSync, readFileSync } from 'node:fs';

const program = new URL('../dist/cli/main.js', import.meta.url);
if (!existsSync(program)) {
  process.stderr.write('Error: pgo has not been built yet.\n  try: run `npm start` or `npm run build` in its folder\n');
  process.exit(1);
}
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const { main } = await import(program.href);
await main(version);
