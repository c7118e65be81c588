import { spawn } from 'node:child_process';
import { packageRoot } from './package-root.mjs';
import { prepare, runMain } from './prepare.mjs';

/** Makes this machine ready, then runs a TypeScript program of this tree with the arguments of this process, and ends as it ends. */
export async function runTypeScript(file) {
  await runMain(async () => {
    await prepare();
    const args = ['--no-warnings', '--import', '@swc-node/register/esm-register', file, ...process.argv.slice(2)];
    const child = spawn(process.execPath, args, { cwd: packageRoot, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } });
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
    process.exitCode = await new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
  });
}
