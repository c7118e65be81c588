#!/usr/bin/env node
// The command line `pgo`: loads the built program, or says how to build it.
import { existsSync, readFileSync } from 'node:fs';
import module from 'node:module';

const program = new URL('../dist/cli/main.js', import.meta.url);
if (!existsSync(program)) {
  process.stderr.write('Error: pgo has not been built yet.\n  try: run `npm start` or `npm run build` in its folder\n');
  process.exit(1);
}
// Node.js 22 and later keep the compiled code, which makes the start shorter.
module.enableCompileCache?.();
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const { main } = await import(program.href);
await main(version);
