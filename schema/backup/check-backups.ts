import type { BackupsSpec, ClusterRetentionSpec, RepositorySpec, RepositoryType } from '../resource/cluster-backups.js';
import type { Checked, Issue } from '../validation/issue.js';
import { parseQuantity } from '../validation/quantity.js';
import { ALLOWED_OPTIONS, optionIssues } from './allowed-options.js';
import { isRepositoryName } from './repository-name.js';

const REPOSITORIES_MAX = 4;
const REPOSITORY_SIZE_MIN = '64Mi';
const RETENTION_MAX = 9999;

type Fields = Readonly<Record<string, unknown>>;

const issue = (field: string, message: string, suggestion: string): Issue[] => [{ field, message, suggestion }];
const isFields = (value: unknown): value is Fields => value !== null && typeof value === 'object' && !Array.isArray(value);

/** Which fields a repository of each type has: `true` must be there. */
const FIELDS: Readonly<Record<RepositoryType, Readonly<Record<string, boolean>>>> = {
  volume: { size: false, storageClassName: false },
  s3: { bucket: true, endpoint: true, region: true, credentials: true, uriStyle: false, path: false, verifyTls: false, certificateAuthority: false },
  gcs: { bucket: true, credentials: true, endpoint: false, path: false, verifyTls: false, certificateAuthority: false },
  azure: { container: true, credentials: true, endpoint: false, uriStyle: false, path: false, verifyTls: false, certificateAuthority: false },
};
const COMMON_FIELDS = ['name', 'type', 'encryption', 'retention'] as const;
const TYPES = Object.keys(FIELDS) as RepositoryType[];

/** One line of a configuration file: nothing that would begin another. */
const LINE = /^[^\p{Cc}]{1,512}$/u;
const FORMS: Readonly<Record<string, { readonly isGood: (value: unknown) => boolean; readonly hint: string }>> = {
  size: { isGood: (value) => typeof value === 'string' && (parseQuantity(value) ?? 0) >= (parseQuantity(REPOSITORY_SIZE_MIN) ?? 0), hint: `Use a quantity of at least "${REPOSITORY_SIZE_MIN}", for example "10Gi".` },
  uriStyle: { isGood: (value) => value === 'host' || value === 'path', hint: 'Use "host" or "path".' },
  verifyTls: { isGood: (value) => typeof value === 'boolean', hint: 'Use true or false.' },
  path: { isGood: (value) => typeof value === 'string' && /^\/[\w./-]*$/.test(value) && !value.includes('..'), hint: 'Use a path that begins with "/", of letters, digits, ".", "-" and "_".' },
  certificateAuthority: { isGood: (value) => isSecretKey(value), hint: 'Name a Secret and a key: { secret, key }.' },
  encryption: { isGood: (value) => isSecretKey(value), hint: 'Name a Secret and a key: { secret, key }.' },
};
const TEXT = { isGood: (value: unknown): boolean => typeof value === 'string' && LINE.test(value), hint: 'Use a text of at most 512 characters.' };

const SECRET_NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;
const isSecretKey = (value: unknown): boolean => isFields(value) && typeof value['secret'] === 'string' && SECRET_NAME.test(value['secret'])
  && typeof value['key'] === 'string' && /^[-._a-zA-Z0-9]{1,253}$/.test(value['key']) && Object.keys(value).length === 2;

/** Repositories as a caller wrote them. */
export const checkRepositories = (field: string, json: unknown): Checked<RepositorySpec[]> => {
  if (!Array.isArray(json)) return { issues: issue(field, 'it is no list', 'Use a list of repositories, or an empty list to turn backups off.') };
  if (json.length > REPOSITORIES_MAX) return { issues: issue(field, `${json.length} repositories are more than ${REPOSITORIES_MAX}`, `Use at most ${REPOSITORIES_MAX}.`) };
  const named = json.map((one: unknown, index): unknown => (isFields(one) && one['name'] === undefined ? { name: `repo${index + 1}`, ...one } : one));
  const issues = [...named.flatMap((one, index) => repositoryIssues(`${field}.${index}`, one)), ...repeatedNames(field, named)];
  return issues.length > 0 ? { issues } : { value: named as RepositorySpec[] };
};

const repeatedNames = (field: string, repositories: readonly unknown[]): Issue[] => {
  const names = repositories.map((one) => (isFields(one) ? one['name'] : undefined));
  const repeated = names.find((name, index) => name !== undefined && names.indexOf(name) !== index);
  return repeated === undefined ? [] : issue(field, `the name ${JSON.stringify(repeated).slice(0, 40)} is used twice`, 'Give each repository a name of its own: repo1 to repo4.');
};

const repositoryIssues = (field: string, one: unknown): Issue[] => {
  if (!isFields(one)) return issue(field, 'it is no object', 'Use an object such as { "type": "volume", "size": "10Gi" }.');
  const type = TYPES.find((known) => known === one['type']);
  if (type === undefined) return issue(`${field}.type`, `${JSON.stringify(one['type'] ?? null).slice(0, 80)} is no type of repository`, `Use one of: ${TYPES.join(', ')}.`);
  const known = [...COMMON_FIELDS, ...Object.keys(FIELDS[type])];
  return [
    ...(isRepositoryName(one['name']) ? [] : issue(`${field}.name`, `${JSON.stringify(one['name']).slice(0, 80)} is no name of a repository`, 'Use repo1, repo2, repo3 or repo4.')),
    ...Object.keys(one).filter((key) => !known.includes(key)).flatMap((key) => issue(`${field}.${key.slice(0, 60)}`, `a repository of type ${type} has no such field`, `Use one of: ${known.join(', ')}.`)),
    ...Object.entries(FIELDS[type]).filter(([key, isNeeded]) => isNeeded && one[key] === undefined).flatMap(([key]) => issue(`${field}.${key}`, `a repository of type ${type} needs it`, `Set "${key}".`)),
    ...Object.entries(one).filter(([key, value]) => value !== undefined && known.includes(key) && key !== 'retention' && !(FORMS[key] ?? TEXT).isGood(value)).flatMap(([key]) => issue(`${field}.${key}`, 'it is not of the right form', (FORMS[key] ?? TEXT).hint)),
    ...(one['retention'] === undefined ? [] : retentionIssues(`${field}.retention`, one['retention'], RETENTION_FIELDS)),
  ];
};

type LeastByField = Readonly<Record<string, number>>;

/** Fields of a retention, and the least that each may say. */
const RETENTION_FIELDS: LeastByField = { fullBackups: 1, fullBackupDays: 1, differentialBackups: 1, archiveFullBackups: 1, logicalBackups: 1, logicalBackupDays: 1 };
/** Those of a cluster as a whole. */
const CLUSTER_RETENTION_FIELDS: LeastByField = { ...RETENTION_FIELDS, replacedDataHours: 0, endedBackups: 0, endedBackupDays: 1 };

const isWholeNumber = (value: unknown, least: number): boolean => Number.isInteger(value) && (value as number) >= least && (value as number) <= RETENTION_MAX;

const retentionIssues = (field: string, json: unknown, fields: LeastByField): Issue[] => {
  if (!isFields(json)) return issue(field, 'it is no object', 'Use an object such as { "fullBackups": 4 }.');
  const unknown = Object.keys(json).filter((key) => !Object.hasOwn(fields, key));
  const wrong = Object.entries(fields).filter(([key, least]) => json[key] !== undefined && !isWholeNumber(json[key], least));
  return [
    ...unknown.flatMap((key) => issue(`${field}.${key.slice(0, 60)}`, 'a retention has no such field', `Use one of: ${Object.keys(fields).join(', ')}.`)),
    ...wrong.flatMap(([key, least]) => issue(`${field}.${key}`, `it is no whole number from ${least} to ${RETENTION_MAX}`, 'Use a whole number.')),
    ...(json['fullBackups'] !== undefined && json['fullBackupDays'] !== undefined ? issue(field, 'full backups cannot be kept by number and by days at once', 'Leave one of fullBackups and fullBackupDays out.') : []),
  ];
};

/** A retention as a caller wrote it. */
export const checkRetention = (field: string, json: unknown): Checked<ClusterRetentionSpec> => {
  const issues = retentionIssues(field, json, CLUSTER_RETENTION_FIELDS);
  return issues.length > 0 ? { issues } : { value: json as ClusterRetentionSpec };
};

/** The backups part of a specification, from wherever it comes. */
export const checkBackups = (field: string, backups: BackupsSpec | undefined): Issue[] => {
  if (backups === undefined) return [];
  const repositories = backups.repositories === undefined ? undefined : checkRepositories(`${field}.repositories`, backups.repositories);
  return [
    ...(repositories !== undefined && 'issues' in repositories ? repositories.issues : []),
    ...(backups.retention === undefined ? [] : retentionIssues(`${field}.retention`, backups.retention, CLUSTER_RETENTION_FIELDS)),
    ...optionIssues(`${field}.options`, backups.options ?? {}, ALLOWED_OPTIONS),
  ];
};
