import type { RepositoryName } from '../resource/cluster-backups.js';

/** Whether something is the name that a repository can have. */
export const isRepositoryName = (name: unknown): name is RepositoryName => typeof name === 'string' && /^repo[1-4]$/.test(name);
