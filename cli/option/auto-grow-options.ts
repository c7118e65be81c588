import type { Command } from 'commander';
import type { CreateClusterInput } from '../../schema/sdk/client.js';
import { wholeNumber } from './parse-option.js';

/** Flags of volumes that grow by themselves. */
export interface AutoGrowFlags {
  autoGrow?: boolean;
  autoGrowMaximum?: string;
  autoGrowWalMaximum?: string;
  autoGrowThreshold?: number;
  autoGrowStep?: number;
  autoGrowCoolDown?: number;
}

/** What the flags say; nothing when none is there. Whoever says how volumes grow wants them to. */
export const autoGrowInput = (flags: AutoGrowFlags): Pick<CreateClusterInput, 'storageAutoGrow'> => {
  const given = {
    maximum: flags.autoGrowMaximum, walMaximum: flags.autoGrowWalMaximum,
    thresholdPercent: flags.autoGrowThreshold, stepPercent: flags.autoGrowStep, coolDownMinutes: flags.autoGrowCoolDown,
  };
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  if (flags.autoGrow === undefined && Object.keys(said).length === 0) return {};
  return { storageAutoGrow: { enabled: flags.autoGrow ?? true, ...said } };
};

/** Adds the flags. */
export const addAutoGrowOptions = (command: Command): Command => command
  .option('--auto-grow-maximum <quantity>', 'let volumes grow by themselves when they fill, up to this size')
  .option('--auto-grow-wal-maximum <quantity>', 'the same for the volumes of WAL')
  .option('--auto-grow-threshold <percent>', 'from which share on they grow; 80 when nobody has said so', wholeNumber(50, 95))
  .option('--auto-grow-step <percent>', 'by how much of their size; 20 when nobody has said so', wholeNumber(5, 100))
  .option('--auto-grow-cool-down <minutes>', 'how long they do not grow again; 60 when nobody has said so', wholeNumber(0, 10_080))
  .option('--auto-grow', 'let them grow again, as it was said before')
  .option('--no-auto-grow', 'do not let them grow any more; they keep what they have');
