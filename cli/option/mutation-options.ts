import type { Command } from 'commander';
import { duration } from './parse-option.js';

/** Flags of every verb that changes something. */
export interface MutationFlags {
  dryRun?: boolean;
  idempotencyKey?: string;
  wait?: boolean;
  /** How long to wait, in ms. */
  timeout?: number;
}

/** Adds the flags of every verb that changes something. */
export const addMutationOptions = (command: Command): Command => command
  .option('--wait', 'wait until the operation has ended, showing its steps')
  .option('--timeout <duration>', 'stop waiting after this time, for example 90s or 10m (exit code 6); the operation goes on', duration)
  .option('--dry-run', 'show the plan and change nothing')
  .option('--idempotency-key <key>', 'text unique to this request: repeating the command with it does nothing twice');

/** The part of a mutation's input that these flags make. */
export const mutationInput = ({ dryRun, idempotencyKey }: MutationFlags): { dryRun: boolean; idempotencyKey?: string } => ({
  dryRun: dryRun ?? false,
  ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
});
