import { build } from './build.mjs';
import { checkMachine } from './check-machine.mjs';
import { installNpmPackages } from './npm-packages.mjs';
import { SetupError } from './setup-error.mjs';
import { planSystemPackages } from './system-packages.mjs';

/** Makes this machine ready to run pgo from this tree; what is ready already costs a few milliseconds. */
export async function prepare({ local = true, say = sayOnStderr } = {}) {
  checkMachine({ local });
  const installSystemPackages = local ? await planSystemPackages(say) : undefined;
  const outcomes = await Promise.allSettled([installSystemPackages?.(), installNpmPackages(say)]);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  await build(say);
}

/** Runs a command's main function; a reason why it cannot be set up ends the process with one sentence and exit code 1. */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`pgo: ${error.message}\n`);
    process.exit(1);
  }
}

function sayOnStderr(line) {
  process.stderr.write(`${line}\n`);
}
