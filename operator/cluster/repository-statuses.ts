/** How each repository of a cluster is. Functions of values only. */
import type { RepositoryStatus } from '../../schema/resource/cluster-backups.js';
import { repositoriesOf } from '../../schema/resource/cluster-defaults.js';
import { repositorySentence } from '../postgres/pgbackrest-error.js';
import { repositoryKey } from '../postgres/pgbackrest-layout.js';
import { spaceFault } from '../postgres/repository-space.js';
import type { ClusterWorld, RepositoryKnowledge } from './world.js';

/** What pgBackRest says of a repository that is well but has no backup yet. */
const NO_BACKUPS_CODE = 2;

/** How each repository is: what one suffers from says nothing of the others. */
export const repositoryStatuses = ({ spec, repositories = {} }: Pick<ClusterWorld, 'spec' | 'repositories'>): RepositoryStatus[] => repositoriesOf(spec).map(({ name, type }) => {
  const key = repositoryKey(name);
  const { look } = repositories;
  const stored = look === undefined ? [] : [...look.info.backups, ...look.dumps.dumps].filter(({ repository }) => repository === key);
  const counts = look === undefined ? {} : { usedBytes: stored.reduce((sum, { repositoryBytes }) => sum + repositoryBytes, 0), backups: stored.length };
  const fault = faultOf(repositories, key);
  if (fault !== undefined) return { name, type, healthy: false, message: fault, ...(stored.length === 0 ? {} : counts) };
  return { name, type, healthy: true, message: stored.length === 0 ? 'It has no backup yet.' : 'It can be used.', ...counts };
});

/** Why a repository cannot be used, in a sentence. */
const faultOf = ({ unprepared, look, lookError }: RepositoryKnowledge, key: number): string | undefined => {
  if (unprepared?.[key] !== undefined) return unprepared[key];
  if (lookError !== undefined) return lookError;
  const seen = look?.info.repositories.find((one) => one.key === key);
  if (seen === undefined) return 'It is being prepared.';
  if (seen.code !== 0 && seen.code !== NO_BACKUPS_CODE) return repositorySentence(seen.message);
  return spaceFault(look?.space?.find(({ repository }) => repository === key));
};

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

const list = (names: readonly string[]): string => (names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`);

/** What is wrong with which repositories, what still works, and what to do; undefined when all can be used. */
export const repositoriesFault = (statuses: readonly RepositoryStatus[]): string | undefined => {
  const broken = statuses.filter(({ healthy }) => !healthy);
  const well = statuses.filter(({ healthy }) => healthy).map(({ name }) => name);
  if (broken.length === 0) return undefined;
  const rest = well.length === 0 ? '' : ` WAL and backups still go to ${list(well)}, and can be restored from there.`;
  const how = broken.map(({ name, type, message }) => `${name} (${type}): ${sentence(message)}`).join(' ');
  return `${how}${rest} Look at its ${broken.every(({ type }) => type === 'volume') ? 'volume and its free space' : 'service, credentials and free space'}; it is tried again by itself.`;
};

/** Names of the repositories that WAL gets to. */
export const takesWal = (statuses: readonly RepositoryStatus[]): string => list(statuses.filter(({ healthy }) => healthy).map(({ name }) => name));
