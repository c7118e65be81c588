import fs from 'node:fs';
import path from 'node:path';
import type { SandboxUser } from './sandbox-arguments.js';

/** What a later agent has to know about a container run that it did not start. */
export interface LaunchRecord {
  readonly attempt: number;
  readonly failures: number;
  readonly startedAtMs: number;
  readonly user: SandboxUser;
  readonly workingDirectory: string;
}

/** Writes a JSON file so that a reader finds all of it or none. */
export function writeJson(file: string, value: unknown): void {
  fs.writeFileSync(`${file}.next`, JSON.stringify(value), { mode: 0o600 });
  fs.renameSync(`${file}.next`, file);
}

/** Reads a JSON file; undefined when it is not there. */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The record of a run; undefined when the run was never complete enough to be started. */
export function readLaunch(directory: string): LaunchRecord | undefined {
  return readJson(path.join(directory, 'launch.json')) as LaunchRecord | undefined;
}
