import type { PodAccess } from '../../kube/client/kube-connection.js';
import { errorMessage } from '../../kube/error-message.js';
import type { Key } from '../../kube/kube-object.js';
import { runInRepository, SOON } from './run-in-repository.js';
import type { RepositoryFaults } from './world.js';

/**
 * Runs a command of pgBackRest that takes all repositories or none (`stanza-create`, `check`) for one of them: its number
 * comes first. It sees a configuration and an environment in which there is no other.
 */
const ALONE_SCRIPT = `key=$1
shift
alone=$(mktemp /tmp/alone.XXXXXX)
trap 'rm -f "$alone"' EXIT
sed "/^repo[^$key]-/d" "$PGBACKREST_CONFIG" > "$alone"
for name in $(env | sed -n 's/^\\(PGBACKREST_REPO[1-4]_[A-Z0-9_]*\\)=.*/\\1/p'); do
  case $name in PGBACKREST_REPO"$key"_*) ;; *) unset "$name" ;; esac
done
export PGBACKREST_CONFIG="$alone"
pgbackrest "$@"`;

/** What is prepared: repositories by their numbers, and the instance as options of a command. */
export interface Preparation {
  readonly repositories: readonly number[];
  readonly target: readonly string[];
}

/**
 * Makes the stanza in every repository and proves that WAL gets there. All of it may be done again at any time. When that
 * fails, each repository is prepared alone: one that cannot be used takes no other with it. Rejects with an error whose
 * cause are the `RepositoryFaults`.
 */
export const prepareRepositories = async (pods: Pick<PodAccess, 'exec'>, key: Key, { repositories, target }: Preparation): Promise<true> => {
  const [only = 0, ...others] = repositories;
  try {
    await prepare((command) => runInRepository(pods, key, ['pgbackrest', SOON, ...target, command]));
    return true;
  } catch (error) {
    if (others.length === 0) throw unprepared({ [only]: errorMessage(error) });
  }
  const faults: Record<number, string> = {};
  for (const repository of repositories) {
    await prepare((command) => runInRepository(pods, key, ['sh', '-c', ALONE_SCRIPT, 'alone', String(repository), SOON, ...target, command]))
      .catch((error: unknown) => { faults[repository] = errorMessage(error); });
  }
  if (Object.keys(faults).length > 0) throw unprepared(faults);
  return true;
};

const unprepared = (faults: RepositoryFaults): Error => new Error(Object.entries(faults).map(([key, fault]) => `repo${key}: ${fault}`).join(' '), { cause: faults });

const prepare = async (run: (command: string) => Promise<unknown>): Promise<void> => {
  try {
    await run('stanza-create');
  } catch (error) {
    // Kept backups of an earlier cluster of the name: the stanza learns of the new database, the old backups stay.
    if (!(error instanceof Error && /do not match|does not match|stanza-upgrade/.test(error.message))) throw error;
    await run('stanza-upgrade');
  }
  await run('check');
};
