import type { RepositorySpec } from '../../../schema/resource/cluster-backups.js';
import { repositoryKey } from '../../postgres/pgbackrest-layout.js';

type Fields = Record<string, unknown>;

/** Where the repositories' host has the values of its credentials as they are now, each in a file of its variable's name. */
export const CURRENT_CREDENTIALS_PATH = '/etc/pgo/credentials';
const VOLUME = 'credentials';

/** A variable by which pgBackRest takes a credential, and where its value is kept. */
interface CredentialVariable {
  readonly variable: string;
  readonly secret: string;
  readonly key: string;
  readonly optional: boolean;
}

/** The credentials of a repository that pgBackRest takes from its environment. */
const variablesOf = ({ name, type, credentials, encryption }: RepositorySpec): CredentialVariable[] => {
  const of = (secret: string | undefined, keys: Readonly<Record<string, string>>, optional = false): CredentialVariable[] => (secret === undefined ? []
    : Object.entries(keys).map(([variable, key]) => ({ variable: `PGBACKREST_REPO${repositoryKey(name)}_${variable}`, secret, key, optional })));
  return [
    ...of(encryption?.secret, { CIPHER_PASS: encryption?.key ?? '' }),
    ...(type === 's3' ? [...of(credentials, { S3_KEY: 'key', S3_KEY_SECRET: 'key-secret' }), ...of(credentials, { S3_TOKEN: 'token' }, true)] : []),
    ...(type === 'azure' ? of(credentials, { AZURE_ACCOUNT: 'account', AZURE_KEY: 'key' }) : []),
  ];
};

/** The names of all variables with credentials. */
export const credentialNames = (repositories: readonly RepositorySpec[]): string[] => repositories.flatMap(variablesOf).map(({ variable }) => variable);

/** The variables, with the values that the Secrets have when the container starts. */
export const credentialEnvironment = (repositories: readonly RepositorySpec[]): Fields[] => repositories.flatMap(variablesOf)
  .map(({ variable, secret, key, optional }) => ({ name: variable, valueFrom: { secretKeyRef: { name: secret, key, ...(optional ? { optional } : {}) } } }));

/**
 * The same as files, which follow the Secrets while the container runs. What is not there is left out here: whether a value
 * may be missing is for the environment to say.
 */
export const credentialVolumes = (repositories: readonly RepositorySpec[]): Fields[] => {
  const variables = repositories.flatMap(variablesOf);
  const secrets = [...new Set(variables.map(({ secret }) => secret))];
  if (secrets.length === 0) return [];
  const itemsOf = (name: string): Fields[] => variables.filter(({ secret }) => secret === name).map(({ key, variable }) => ({ key, path: variable }));
  return [{
    name: VOLUME,
    projected: {
      defaultMode: 0o400,
      sources: secrets.map((name) => ({ secret: { name, optional: true, items: itemsOf(name) } })),
    },
  }];
};

/** Their mount; none where no repository has credentials of this kind. */
export const credentialMounts = (repositories: readonly RepositorySpec[]): Fields[] =>
  (credentialNames(repositories).length === 0 ? [] : [{ name: VOLUME, mountPath: CURRENT_CREDENTIALS_PATH, readOnly: true }]);
