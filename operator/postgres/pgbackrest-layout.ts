/** Where pgBackRest's things are inside containers. */
import { VOLUME_PATH } from './instance-layout.js';

/** Name of the stanza, the same in every repository: each has a path of its own for each cluster. */
export const STANZA = 'db';
/** Port of pgBackRest's server, in the pods of the instances and of the repositories. */
export const BACKREST_PORT = 8432;
/** Mount point of pgBackRest's configuration, in every container that runs it. */
export const BACKREST_CONFIG_PATH = '/etc/pgo/backup';
/** pgBackRest's configuration file. */
export const BACKREST_FILE = `${BACKREST_CONFIG_PATH}/pgbackrest.conf`;
/** Mount point of the volumes of repositories, each in a directory of its name. */
export const REPOSITORY_PATH = '/repository';
/** Mount point of credentials that pgBackRest reads from files. */
export const REPOSITORY_CREDENTIALS_PATH = '/etc/pgo/repository';
/** WAL files that are known to be archived, and errors of those that could not be: on the instance's volume. */
export const SPOOL_PATH = `${VOLUME_PATH}/pgbackrest/spool`;
/** Name of the container that runs pgBackRest's server beside PostgreSQL, and on the repositories' host. */
export const BACKREST_CONTAINER = 'pgbackrest';

/** The number that pgBackRest knows a repository by. */
export const repositoryKey = (name: string): number => Number(name.slice('repo'.length));
