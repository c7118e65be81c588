import { ALLOWED_OPTIONS, optionIssues, type AllowedOption } from './allowed-options.js';
import { isRepositoryName } from './repository-name.js';

const NUMBER = { form: /^[1-9]\d{0,3}$/, hint: '1 to 9999' };
const SWITCH = { form: /^[yn]$/, hint: 'y or n' };

/** How long backups of the repository are kept that one is made in: pgBackRest removes the others after it. */
const RETENTION_OPTIONS: readonly AllowedOption[] = [
  { name: 'retention-full', ...NUMBER },
  { name: 'retention-full-type', form: /^(count|time)$/, hint: 'count or time' },
  { name: 'retention-diff', ...NUMBER },
  { name: 'retention-archive', ...NUMBER },
  { name: 'retention-archive-type', form: /^(full|diff|incr)$/, hint: 'full, diff or incr' },
];

/** Options of pgBackRest that a single backup may be made with: those of a cluster, and what concerns one backup. */
export const BACKUP_OPTIONS: readonly AllowedOption[] = [
  ...ALLOWED_OPTIONS, { name: 'delta', ...SWITCH }, { name: 'resume', ...SWITCH }, { name: 'checksum-page', ...SWITCH }, { name: 'archive-copy', ...SWITCH },
  { name: 'db-timeout', ...NUMBER }, ...RETENTION_OPTIONS,
];

/** Options by name, without dashes and without the number of a repository. */
export type BackupOptions = Readonly<Record<string, string>>;

/** Options as they were written, or what is wrong with them. */
export type ReadBackupOptions = { readonly options: BackupOptions } | { readonly fault: string; readonly suggestion: string };

/** The most that are read of a text, in characters. */
const TEXT_LENGTH_MAX = 1_000;

const isRetention = (name: string): boolean => RETENTION_OPTIONS.some((option) => option.name === name);
const isSwitch = (name: string): boolean => BACKUP_OPTIONS.some((option) => option.name === name && option.form.source === SWITCH.form.source);

/** One option of a command line: `--name=value`, `--name` and `--no-name`. */
const readOption = (word: string): readonly [string, string] | undefined => {
  const [, name = '', value] = /^--([a-z][a-z0-9-]*)(?:=(.*))?$/.exec(word) ?? [];
  if (name === '') return undefined;
  if (value !== undefined) return [name, value];
  return name.startsWith('no-') ? [name.slice('no-'.length), 'n'] : [name, 'y'];
};

/**
 * Reads options as pgo 4.x takes them, for example `--repo1-retention-full=21 --start-fast`. What they say of a repository
 * must be of the one that is backed up to; one that has no such name is the first, which pgo 4.x calls repo1.
 */
export const readBackupOptions = (text: string, repository: string | undefined): ReadBackupOptions => {
  if (text.length > TEXT_LENGTH_MAX) return { fault: `they have more than ${TEXT_LENGTH_MAX} characters`, suggestion: 'Leave out those that do not matter.' };
  const prefix = `${isRepositoryName(repository) ? repository : 'repo1'}-`;
  const options: Record<string, string> = {};
  for (const word of text.replace(/(--[a-z0-9-]+)\s+(?=[^-\s])/g, '$1=').split(/\s+/).filter((one) => one !== '')) {
    const [written, value] = readOption(word) ?? [];
    if (written === undefined || value === undefined) return { fault: `"${word.slice(0, 80)}" is no option`, suggestion: 'Write options like --process-max=2.' };
    const name = written.startsWith(prefix) && isRetention(written.slice(prefix.length)) ? written.slice(prefix.length) : written;
    if (isRetention(written)) return { fault: `--${written} names no repository`, suggestion: `Write --${prefix}${written}.` };
    const [issue] = optionIssues('', { [name]: value }, BACKUP_OPTIONS);
    if (issue !== undefined) return { fault: `--${written.slice(0, 60)}: ${issue.message}`, suggestion: issue.suggestion };
    options[name] = value;
  }
  return { options };
};

/** Whether backups that are there may be removed by making one with these options. */
export const removesBackups = (options: BackupOptions): boolean => Object.keys(options).some(isRetention);

/** The options as arguments of pgBackRest, for a backup in the repository of this number. */
export const backupOptionArguments = (options: BackupOptions, repository: number): string[] => {
  // Days are only meant where they are named: the cluster's own retention may be in days.
  const type = options['retention-full'] === undefined ? {} : { 'retention-full-type': 'count' };
  return Object.entries({ ...type, ...options }).map(([name, value]) => {
    if (isSwitch(name)) return value === 'y' ? `--${name}` : `--no-${name}`;
    return isRetention(name) ? `--repo${repository}-${name}=${value}` : `--${name}=${value}`;
  });
};

/** A rule for the Kubernetes API: every option is among those allowed, and has a value of its form. */
export const BACKUP_OPTIONS_RULE = `self.all(name, ${BACKUP_OPTIONS.map(({ name, form }) => `(name == '${name}' && self[name].matches('${form.source.replaceAll('\\d', '[0-9]')}'))`).join(' || ')})`;
