import { errorMessage } from '../../kube/error-message.js';
import { chmodSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StartError } from '../start-error.js';

const OWNER_ONLY = 0o700;

/** Makes the data directory, for its owner only, and proves that it can be written. Rejects with a `StartError`. */
export function prepareDataDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: OWNER_ONLY });
    if ((statSync(directory).mode & 0o777) !== OWNER_ONLY) chmodSync(directory, OWNER_ONLY);
    const probe = path.join(directory, `.probe-${process.pid}`);
    writeFileSync(probe, 'x');
    rmSync(probe);
  } catch (error) {
    const reason = errorMessage(error);
    throw new StartError(`The data directory ${directory} cannot be used: ${reason}. Choose another with --data-dir DIR.`, { cause: error });
  }
}
