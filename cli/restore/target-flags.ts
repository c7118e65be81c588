import { Option, type Command } from 'commander';
import { checkRestoreTarget, momentText } from '../../schema/restore/check-target.js';
import { usageError } from '../error/cli-error.js';

/** Flags that say up to where a database is restored. */
export interface TargetFlags {
  pitrTarget?: string;
  lsn?: string;
  backup?: string;
  restorePoint?: string;
  /** Options of pgBackRest, as pgo 4.x took them. */
  backupOpts?: string;
  restoreOpts?: string;
}

/** Up to where a database is restored. */
export interface Target {
  at?: string;
  lsn?: string;
  backup?: string;
  restorePoint?: string;
}

/** Adds the flags of a target. */
export const addTargetOptions = (command: Command): Command => command
  .option('--pitr-target <moment>', 'a moment with its zone, such as "2026-06-01 14:00:00+02": everything that was committed by then')
  .option('--lsn <position>', 'a position in the WAL, such as 0/5000028, in place of a moment')
  .option('--restore-point <name>', 'a restore point, in place of a moment; `pgo show backup` lists them')
  .option('--backup <label>', 'a backup: alone as it was when it ended, with a target where recovery begins')
  .addOption(new Option('--backup-opts <options>', 'the target in the words of pgBackRest: --type=time --target=… --set=…').hideHelp());

/** The target that flags name. Throws when they contradict each other, or a moment has no zone. */
export const targetFrom = (flags: TargetFlags): Target => {
  const wanted: Target = { ...fromOptions(flags.backupOpts ?? flags.restoreOpts ?? ''), ...defined({ lsn: flags.lsn, backup: flags.backup, restorePoint: flags.restorePoint }) };
  if (flags.pitrTarget !== undefined) wanted.at = flags.pitrTarget;
  const [issue] = checkRestoreTarget('', wanted);
  if (issue !== undefined) throw usageError(`${issue.message.charAt(0).toUpperCase()}${issue.message.slice(1)}.`, FLAGS[issue.field] ?? issue.field, issue.suggestion);
  return { ...wanted, ...(wanted.at === undefined ? {} : { at: momentText(wanted.at) }) };
};

const FLAGS: Readonly<Record<string, string>> = { at: '--pitr-target', lsn: '--lsn', backup: '--backup', restorePoint: '--restore-point' };

const defined = (target: { readonly [P in keyof Target]: Target[P] | undefined }): Target =>
  Object.fromEntries(Object.entries(target).filter(([, value]) => value !== undefined)) as Target;

/** Reads pgBackRest's options: `--type`, `--target` and `--set`, with `=` or a space, quoted or not. */
const fromOptions = (text: string): Target => {
  const found = new Map<string, string>();
  for (const match of text.matchAll(/--([a-z-]+)(?:=|\s+)("[^"]*"|'[^']*'|[^\s"']+)/g)) found.set(match[1] ?? '', (match[2] ?? '').replace(/^["']|["']$/g, ''));
  const known = ['type', 'target', 'set'];
  const other = [...found.keys()].find((name) => !known.includes(name));
  if (other !== undefined || (text.trim() !== '' && found.size === 0)) throw usageError(`"${(other === undefined ? text : `--${other}`).slice(0, 60)}" cannot be given here.`, '--backup-opts', 'Use --type=time or --type=lsn with --target, and --set.');
  const type = found.get('type') ?? (found.has('target') ? 'time' : 'default');
  const target = found.get('target');
  const set = found.get('set');
  if (!['time', 'lsn', 'immediate', 'default'].includes(type)) throw usageError(`The type "${type.slice(0, 40)}" is not supported.`, '--backup-opts', 'Use time, lsn, immediate or default.');
  return defined({ at: type === 'time' ? target : undefined, lsn: type === 'lsn' ? target : undefined, backup: set });
};
