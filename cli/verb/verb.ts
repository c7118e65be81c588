import type { Command } from 'commander';
import type { Factory } from '../factory/factory.js';

/** A command line that works, and what it does. */
export interface Example {
  does: string;
  run: string;
}

/** What the file of a verb exports: its arguments and flags with the work behind them, and examples. */
export interface VerbModule {
  /** Adds description, arguments, options and action to the command. */
  readonly define: (command: Command, factory: Factory) => void;
  readonly examples: readonly Example[];
}

/** The headings under which `pgo --help` lists the verbs. */
export const verbGroups = ['Clusters:', 'Backups:', 'Databases and users:', 'Policies and schedules:', 'Operations:', 'Connect:', 'Access and configuration:', 'This command:'] as const;
/** A heading of `pgo --help`. */
export type VerbGroup = (typeof verbGroups)[number];

/** A verb in the table of verbs. Its file is loaded only when the verb is used. */
export interface Verb {
  /** The words that call it: `['create', 'cluster']`. */
  readonly path: readonly [string] | readonly [string, string];
  /** Other last words that call it. */
  readonly aliases?: readonly string[];
  readonly group: VerbGroup;
  /** One line, without a full stop. */
  readonly summary: string;
  /** Not listed in help. */
  readonly hidden?: boolean;
  readonly load: () => Promise<VerbModule>;
}
