import type { PodAccess } from '../../kube/client/kube-connection.js';
import type { Key } from '../../kube/kube-object.js';
import { parseBackrestInfo } from '../postgres/backrest-info.js';
import { STANZA } from '../postgres/pgbackrest-layout.js';
import { LIST_DUMPS_SCRIPT, MANIFESTS_MAX, parseDumps, READ_MANIFESTS_SCRIPT, withManifests } from '../postgres/stored-dump.js';
import { MEASURE_SPACE_SCRIPT, parseSpace } from '../postgres/repository-space.js';
import { restorePointsIn } from '../postgres/stored-restore-point.js';
import { LIST_WAL_SCRIPT, parseWalRanges } from '../postgres/wal-ranges.js';
import type { RepositoryLook } from './repository-look.js';
import { runInRepository, SOON } from './run-in-repository.js';

const DUMPS_BEGIN = '\n--dumps--\n';
const WAL_BEGINS = '\n--wal--\n';
const SPACE_BEGINS = '\n--space--\n';
/** What pgBackRest knows, after it the listing of the dumps, that of the WAL, and the room on volumes. One that cannot be read has no part in the listings. */
const READ_SCRIPT = `pgbackrest ${SOON} --log-level-console=off --output=json info || exit $?
printf '\\n--dumps--\\n'
${LIST_DUMPS_SCRIPT}
printf '\\n--wal--\\n'
${LIST_WAL_SCRIPT}
printf '\\n--space--\\n'
${MEASURE_SPACE_SCRIPT}`;

type Read = Pick<RepositoryLook, 'info' | 'dumps' | 'points' | 'wal' | 'space'>;

/** Reads what the repositories of a cluster hold. What could not be read is as it was before. */
export const readRepositories = async (
  pods: Pick<PodAccess, 'exec'>, key: Key, { repositories, before }: { readonly repositories: readonly string[]; readonly before: RepositoryLook | undefined },
): Promise<Read> => {
  const { stdout } = await runInRepository(pods, key, ['sh', '-c', READ_SCRIPT, 'look', ...repositories]);
  const [infoText = '', listings = ''] = stdout.split(DUMPS_BEGIN);
  const [listing = '', afterwards = ''] = listings.split(WAL_BEGINS);
  const [walText = '', spaceText = ''] = afterwards.split(SPACE_BEGINS);
  const info = parseBackrestInfo(infoText, STANZA);
  if (info === undefined) throw new Error('pgBackRest said nothing of the repositories.');
  const dumps = parseDumps(listing, before?.dumps);
  const read = { info, points: restorePointsIn(listing, before?.points ?? []), wal: parseWalRanges(walText, before?.wal), space: parseSpace(spaceText) };
  const unread = dumps.unread.slice(0, MANIFESTS_MAX).flatMap(({ repository, label }) => [String(repository), label]);
  if (unread.length === 0) return { ...read, dumps };
  const manifests = await runInRepository(pods, key, ['sh', '-c', READ_MANIFESTS_SCRIPT, 'look', ...unread]);
  return { ...read, dumps: withManifests(dumps, manifests.stdout) };
};
