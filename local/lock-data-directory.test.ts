import { expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { lockDataDirectory } from './lock-data-directory.js';

const program = fileURLToPath(new URL('./lock-data-directory.ts', import.meta.url));

test('a data directory belongs to one process at a time, and to the next one when that is killed', async () => {
  const [one, two] = [mkdtempSync(path.join(tmpdir(), 'lock-')), mkdtempSync(path.join(tmpdir(), 'lock-'))];
  const script = `import(${JSON.stringify(program)}).then(({ lockDataDirectory }) => lockDataDirectory(${JSON.stringify(one)})).then(() => console.log('locked'), console.error); setInterval(() => 0, 1e6);`;
  const holder = spawn(process.execPath, ['--import', '@swc-node/register/esm-register', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(holder.stdout, 'data');
  await expect(lockDataDirectory(one, 50)).rejects.toThrow('stop it first');
  await lockDataDirectory(two);
  const waiting = lockDataDirectory(one);
  holder.kill('SIGKILL');
  await waiting;
  for (const directory of [one, two]) rmSync(directory, { recursive: true });
});
