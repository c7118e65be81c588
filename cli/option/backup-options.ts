import { Option, type Command } from 'commander';
import type { CreateClusterInput } from '../../schema/sdk/client.js';
import { usageError } from '../error/cli-error.js';
import { pgo4Repositories, type Pgo4BackupFlags } from './pgo4-backup-options.js';

/** Flags that say where backups are kept, and for how long. */
export interface BackupFlags extends Pgo4BackupFlags {
  repository?: string[];
  retention?: string;
  /** False with --no-backups. */
  backups?: boolean;
}

/** Fields that name a key of a Secret, as SECRET/KEY. */
const SECRET_KEYS: ReadonlySet<string> = new Set(['certificateAuthority', 'encryption']);
const RETENTION_FIELD = /^(full|differential|archiveFull|logical|ended)Backup(s|Days)$|^replacedDataHours$/;
const EXAMPLE = 'For example type=s3,bucket=backups,endpoint=s3.example.com,region=eu,credentials=s3-keys,fullBackups=4, or type=volume,size=20Gi.';

const pairs = (flag: string, text: string): [key: string, value: string][] => text.split(',').map((part) => {
  const at = part.indexOf('=');
  if (at < 1) throw usageError(`"${part.slice(0, 60)}" is no key=value.`, flag, EXAMPLE);
  return [part.slice(0, at).trim(), part.slice(at + 1).trim()];
});

const valueOf = (key: string, text: string): unknown => {
  if (key === 'verifyTls') return text === 'true' ? true : text === 'false' ? false : text;
  if (!SECRET_KEYS.has(key)) return text;
  const [secret = '', name, ...more] = text.split('/');
  if (name === undefined || more.length > 0) throw usageError(`"${text.slice(0, 80)}" names no key of a Secret.`, '--repository', `Write ${key}=SECRET/KEY.`);
  return { secret, key: name };
};

/** Reads one repository: fields with commas between, those of its retention among them, or an object in JSON. */
const repositoryFrom = (text: string): unknown => {
  if (text.trimStart().startsWith('{')) return jsonFrom('--repository', text);
  const all = pairs('--repository', text);
  const retention = all.filter(([key]) => RETENTION_FIELD.test(key));
  return {
    ...Object.fromEntries(all.filter(([key]) => !RETENTION_FIELD.test(key)).map(([key, value]) => [key, valueOf(key, value)])),
    ...(retention.length === 0 ? {} : { retention: numbers(retention) }),
  };
};

/** What is no number stays as it is: the server says what is wrong with it. */
const numbers = (fields: readonly [key: string, value: string][]): Record<string, unknown> =>
  Object.fromEntries(fields.map(([key, value]) => [key, /^\d+$/.test(value) ? Number(value) : value]));

const jsonFrom = (flag: string, text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw usageError(`It is no JSON: ${cause instanceof Error ? cause.message : String(cause)}.`, flag, EXAMPLE);
  }
};

/** What the flags say of backups; nothing when none is there. */
export const backupsInput = (flags: BackupFlags): Pick<CreateClusterInput, 'repositories' | 'retention'> => {
  const { repository, retention, backups } = flags;
  const repositories = repository === undefined ? pgo4Repositories(flags) : repository.map(repositoryFrom);
  if (backups === false && repositories !== undefined) throw usageError('Without backups there are no repositories.', '--no-backups', 'Leave one of the two out.');
  return {
    ...(backups === false ? { repositories: [] } : repositories === undefined ? {} : { repositories }),
    ...(retention === undefined ? {} : { retention: retention.trimStart().startsWith('{') ? jsonFrom('--retention', retention) : numbers(pairs('--retention', retention)) }),
  };
};

/** Adds the flags. */
export const addBackupOptions = (command: Command): Command => command
  .option('--repository <fields>', 'where backups are kept: key=value with commas between, or JSON; repeatable, up to four', (text: string, before: string[] = []) => [...before, text])
  .option('--retention <fields>', 'how long backups are kept where the repository does not say: fullBackups=4 or fullBackupDays=14, differentialBackups=3 …')
  .addOption(new Option('--no-backups', 'turn backups off: no WAL is archived, and what is lost cannot be restored'));
