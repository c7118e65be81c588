import type { PodAccess } from '../../kube/client/kube-connection.js';
import type { Key } from '../../kube/kube-object.js';
import { DATABASE_CONTAINER } from '../../schema/naming/names.js';
import { VOLUME_PATH } from '../postgres/instance-layout.js';
import type { ClusterWorld } from './world.js';

/** After how long to look again whether the first instance goes on, in milliseconds. */
export const STRANDED_LOOK_MS = 5_000;
const TIMEOUT_MS = 10_000;

/**
 * Name of the first instance when it may have been cut short while it was set up; undefined otherwise. Where Kubernetes does
 * not answer for longer than Patroni's `retry_timeout` in that moment, Patroni (3.0, `ha.py`: `run_cycle`, `post_bootstrap`)
 * starts the new database again as a standby and then waits for the end of a recovery that has no end.
 */
export const strandedInstance = ({ patroni, spec, instances }: ClusterWorld): string | undefined => {
  if (!patroni.bootstrapping || patroni.leader !== undefined || spec.standby !== undefined) return undefined;
  const [first, ...others] = instances.filter(({ member }) => member?.state === 'running');
  return others.length === 0 && first?.member?.role === 'replica' ? first.name : undefined;
};

/** Only what follows nobody and has no archive to recover from is promoted; each other bootstrap ends by itself. */
export const PROMOTE_SCRIPT = `for directory in ${VOLUME_PATH}/pg[0-9]*; do
  [ -f "$directory/postmaster.pid" ] && [ -f "$directory/standby.signal" ] && [ ! -f "$directory/recovery.signal" ] || continue
  grep -Eq '^[[:space:]]*(primary_conninfo|restore_command)' "$directory/postgresql.conf" || pg_ctl promote -W -D "$directory"
done`;

/** Has such an instance go on as what it was: a new database that nobody has written to. Patroni then ends its bootstrap. */
export const promoteStranded = async (pods: Pick<PodAccess, 'exec'>, pod: Key): Promise<void> => {
  // Whether it helped is seen at the next look.
  await pods.exec(pod, { container: DATABASE_CONTAINER, command: ['sh', '-c', PROMOTE_SCRIPT], timeoutMs: TIMEOUT_MS }).catch(() => undefined);
};
