import { spawn } from 'node:child_process';

/** How much of the end of a failed command's output is shown. */
const SHOWN_LINES = 15;
const KEPT_CHARACTERS = 20_000;

/**
 * Runs a command with its output kept aside and standard input closed; resolves to the output. Rejects with the last
 * lines of it when the command fails or cannot be started.
 */
export function runCommand(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-KEPT_CHARACTERS);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => reject(new Error(`${file} could not be started: ${error.message}`)));
    child.once('close', (code, signal) => {
      if (code === 0) return resolve(output);
      const ending = output.trimEnd().split('\n').slice(-SHOWN_LINES).join('\n');
      reject(new Error(`${file} ${args.slice(0, 2).join(' ')} failed (${signal ?? `exit code ${code}`}):\n${ending}`));
    });
  });
}
